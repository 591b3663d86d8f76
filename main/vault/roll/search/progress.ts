import { VOCABULARY_PREFIXES } from './terms.ts';

/**
 * How far the search of a roll is prepared: households up to a number are in the index; then the vocabulary holds the terms up
 * to one; then the index only becomes quicker.
 */
export type SearchProgress =
  | Readonly<{ step: 'people'; after: number }>
  | Readonly<{ step: 'words'; after: string }>
  | Readonly<{ step: 'merging' }>;

export const NOTHING_PREPARED: SearchProgress = { step: 'people', after: 0 };

/** Where the steps end, in percent of the whole work. */
const PEOPLE_PERCENT = 83;
const WORDS_PERCENT = 96;
const FIRST_CHARACTERS = '0123456789abcdefghijklmnopqrstuvwxyz';

/** True where the index holds the household. Undefined progress: all is prepared. */
export function isIndexed(progress: SearchProgress | undefined, household: number): boolean {
  return progress?.step !== 'people' || household <= progress.after;
}

/** True where the vocabulary holds the term, if anybody has it. */
export function isDrawn(progress: SearchProgress | undefined, term: string): boolean {
  return progress?.step === 'words' ? term <= progress.after : progress?.step !== 'people';
}

/** In whole percent below 100. `households`: the last household's number. */
export function percentOf(progress: SearchProgress, households: number): number {
  if (progress.step === 'people')
    return Math.floor((PEOPLE_PERCENT * progress.after) / Math.max(households, progress.after, 1));
  if (progress.step === 'merging') return WORDS_PERCENT;
  // How many terms there are nobody knows yet; their first letters have to do.
  const [prefix = '', character = ''] = progress.after;
  const part = VOCABULARY_PREFIXES.findIndex((one) => one === prefix);
  const share = (Math.max(part, 0) + Math.max(FIRST_CHARACTERS.indexOf(character), 0) / FIRST_CHARACTERS.length) / 2;
  return Math.floor(PEOPLE_PERCENT + (WORDS_PERCENT - PEOPLE_PERCENT) * share);
}
