export type Words = { readonly [key: string]: string | Words };

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** All sentences of a language by their path. */
export function sentencesOf(words: Words, before = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[before + key, value]] : [...sentencesOf(value, `${before}${key}.`)],
    ),
  );
}

/** What is said, whatever number it is said of. */
export function keysOf(words: Words): string[] {
  return [...new Set([...sentencesOf(words).keys()].map((key) => key.replace(PLURAL, '')))].toSorted();
}

/** Plural forms that the language's grammar asks for and that are not there. */
export function missingPlurals(language: string, words: Words): string[] {
  const sentences = sentencesOf(words);
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const plurals = [...sentences.keys()].filter((key) => key.endsWith('_other')).map((key) => key.replace(PLURAL, ''));
  return plurals.flatMap((key) => forms.map((form) => `${key}_${form}`)).filter((key) => !sentences.has(key));
}

/** Sentences that fill in other things than those of the model language. */
export function otherPlaces(words: Words, model: Words): [string, string][] {
  const english = sentencesOf(model);
  return [...sentencesOf(words)].filter(([key, sentence]) => {
    const same = english.get(key) ?? english.get(key.replace(PLURAL, '_other')) ?? '';
    // A form for exactly one, two or none may spell its number out.
    const expected = placesOf(same).filter((place) => place !== '{{count}}' || placesOf(sentence).includes(place));
    return JSON.stringify(placesOf(sentence)) !== JSON.stringify(expected);
  });
}

function placesOf(sentence: string): string[] {
  return (sentence.match(/\{\{\w+\}\}/g) ?? []).toSorted();
}
