/** The scripts whose fonts lie in resources/fonts. What is in none of them is drawn with the Latin font. */
export type Script = 'latin' | 'arabic' | 'ethiopic' | 'bengali' | 'devanagari' | 'myanmar';

const LETTERS: readonly (readonly [Script, RegExp])[] = [
  ['arabic', /\p{scx=Arabic}/u],
  ['ethiopic', /\p{scx=Ethiopic}/u],
  ['bengali', /\p{scx=Bengali}/u],
  ['devanagari', /\p{scx=Devanagari}/u],
  ['myanmar', /\p{scx=Myanmar}/u],
];
/** What belongs to the letter before it: spaces between words, combining marks, joiners. */
const FOLLOWS = /[ \u200c\u200d]|\p{sc=Inherited}/u;

/**
 * Which font a character is drawn with. Digits and the punctuation all scripts share come from the Latin font in every script,
 * so that figures look alike all over a page.
 */
export function scriptOf(character: string, before: Script): Script {
  if (FOLLOWS.test(character)) return before;
  const fitting = LETTERS.filter(([, pattern]) => pattern.test(character)).map(([script]) => script);
  return fitting.includes(before) ? before : (fitting[0] ?? 'latin');
}

/** Scripts whose letters are drawn in another order than they are written: text copied out of the page needs help. */
export function isReordered(script: Script): boolean {
  return script === 'bengali' || script === 'devanagari' || script === 'myanmar';
}
