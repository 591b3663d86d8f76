import type { LanguageCode } from './format.ts';

const LEFT_TO_RIGHT_ISOLATE = '\u2066';
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';
const RIGHT_TO_LEFT_LETTER = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/**
 * Keeps a name, number or amount in its own direction inside a right-to-left sentence (Unicode UAX #9, isolates). Elsewhere
 * the text stays as it is, so that it can be searched and compared.
 */
export function isolate(text: string, language: LanguageCode): string {
  if (language !== 'ar') return text;
  return (RIGHT_TO_LEFT_LETTER.test(text) ? FIRST_STRONG_ISOLATE : LEFT_TO_RIGHT_ISOLATE) + text + POP_ISOLATE;
}
