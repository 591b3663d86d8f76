import type { Household, Member } from '../../../../shared/domain/roll.ts';
import { deletions } from './distance.ts';
import { addIndexedWords, idToken, phoneDigits, skeletons, yearOf } from './words.ts';

/**
 * Every person of a household is indexed as one set of terms: his own and those of the household. The first letter of a term
 * says which attribute it belongs to (as in Xapian's term prefixes), so that one full-text column without positions is enough.
 */
export const PREFIX = { name: 'n', place: 'p', idNumber: 'i', phone: 'f', phoneEnd: 'g', year: 'y' } as const;

const PHONE_DIGITS = 9;
const PHONE_END_DIGITS = 6;

/** A member or a proxy: the same facts are known of both. */
export type Person = Member;

/** The words of a person's names, once each. */
export function nameTerms({ name, nameLatin }: Person): string[] {
  const terms: string[] = [];
  addIndexedWords(PREFIX.name, name, terms);
  if (nameLatin !== undefined) addIndexedWords(PREFIX.name, nameLatin, terms);
  return terms;
}

export function placeTerms(place: string): string[] {
  const terms: string[] = [];
  addIndexedWords(PREFIX.place, place, terms);
  return terms;
}

/** Terms of a phone number: its last nine digits (country prefixes are written or not), and its last six for what a clerk remembers. */
export function phoneTerms(phone: string): string[] {
  const digits = phoneDigits(phone);
  if (digits.length < PHONE_END_DIGITS) return [];
  return [PREFIX.phone + digits.slice(-PHONE_DIGITS), PREFIX.phoneEnd + digits.slice(-PHONE_END_DIGITS)];
}

/** The one term that a phone number typed into the search is looked up by, or undefined if it is too short. */
export function phoneQueryTerm(phone: string): string | undefined {
  const digits = phoneDigits(phone);
  if (digits.length >= PHONE_DIGITS) return PREFIX.phone + digits.slice(-PHONE_DIGITS);
  return digits.length >= PHONE_END_DIGITS ? PREFIX.phoneEnd + digits.slice(-PHONE_END_DIGITS) : undefined;
}

export function idTerm(id: string): string {
  return PREFIX.idNumber + idToken(id);
}

export function yearTerm(date: string): string | undefined {
  const year = yearOf(date);
  return year === undefined ? undefined : PREFIX.year + year;
}

/** Rows of the index: a household has room for more people than a roll allows it. */
const PEOPLE_PER_HOUSEHOLD = 128;

export type IndexedPerson = Readonly<{ row: number; terms: readonly string[] }>;

/** Everybody of the household with his row in the index and his terms, once each. `number` is the household's row. */
export function indexedPeople(number: number, household: Household): IndexedPerson[] {
  const shared = [
    idTerm(household.id),
    ...(household.place === undefined ? [] : placeTerms(household.place)),
    ...(household.phone === undefined ? [] : phoneTerms(household.phone)),
  ];
  return peopleOf(household).map((person, index) => {
    const terms = nameTerms(person);
    terms.push(...shared);
    const year = person.birthDate === undefined ? undefined : yearTerm(person.birthDate);
    if (year !== undefined) terms.push(year);
    const id = person.idNumber === undefined ? undefined : idTerm(person.idNumber);
    if (id !== undefined && id !== shared[0]) terms.push(id);
    return { row: number * PEOPLE_PER_HOUSEHOLD + index, terms };
  });
}

/** Where a row of the index points: the household's row, and the person among its members, then its proxies. */
export function rowTarget(row: number): Readonly<{ number: number; index: number }> {
  return { number: Math.floor(row / PEOPLE_PER_HOUSEHOLD), index: row % PEOPLE_PER_HOUSEHOLD };
}

export function peopleOf(household: Household): readonly Person[] {
  return household.proxies.length === 0 ? household.members : [...household.members, ...household.proxies];
}

/** Names and places are searched with errors forgiven; numbers are not kept in the vocabulary. */
export const VOCABULARY_PREFIXES = [PREFIX.name, PREFIX.place] as const;

export function inVocabulary(term: string): boolean {
  return term.startsWith(PREFIX.name) || term.startsWith(PREFIX.place);
}

/**
 * Keys by which a term of the vocabulary is found from a misspelt or differently transliterated one: its skeleton, whole and
 * with one letter left out. A slip in a vowel keeps the skeleton, one in a consonant leaves a shared shortened one.
 */
export function nearKeys(term: string): string[] {
  const prefix = term.slice(0, 1);
  return skeletons(term.slice(1)).flatMap((bones) => deletions(bones).map((key) => prefix + key));
}
