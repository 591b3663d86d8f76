import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import ar from '../../resources/locales/ar.json';
import en from '../../resources/locales/en.json';
import fr from '../../resources/locales/fr.json';
import type { LanguageCode } from './format.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * A number or name put into a right-to-left sentence keeps its own direction. React escapes HTML, so that i18next's
 * escaping step is free for this.
 */
function isolate(value: string): string {
  return i18next.resolvedLanguage === 'ar' ? `${FIRST_STRONG_ISOLATE}${value}${POP_ISOLATE}` : value;
}

/** Loads all languages: they are in the bundle, so that switching never waits. */
export function startWords(language: LanguageCode): i18n {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: ['en', 'fr', 'ar'],
    initAsync: false,
    resources: { en: { translation: en }, fr: { translation: fr }, ar: { translation: ar } },
    interpolation: { escapeValue: true, escape: isolate },
  });
  return i18next;
}
