import ar from '../../resources/locales/ar.json' with { type: 'json' };
import en from '../../resources/locales/en.json' with { type: 'json' };
import fr from '../../resources/locales/fr.json' with { type: 'json' };

export type Language = 'en' | 'fr' | 'ar';
const LOCALES: Readonly<Record<Language, unknown>> = { en, fr, ar };

/** A text of the interface, e.g. `signIn.submit`; as it stands in the locale file. */
export function words(language: Language, key: string): string {
  const found = key
    .split('.')
    .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], LOCALES[language]);
  if (typeof found !== 'string') throw new Error(`no words for ${key} in ${language}`);
  return found;
}
