import type { Household } from '../../../../shared/domain/roll.ts';
import type { Expansion } from './expand.ts';
import { idTerm, nameTerms, phoneTerms, placeTerms, yearTerm, type Person } from './terms.ts';

/** What was asked, each word with the words that may stand for it. */
export type Wanted = Readonly<{
  name: readonly (readonly Expansion[])[];
  place: readonly (readonly Expansion[])[];
  year?: readonly Expansion[];
  id?: readonly Expansion[];
  phone?: readonly Expansion[];
}>;

/** The household's first member is likelier to be the one who stands at the desk. */
const FIRST_MEMBER_BONUS = 0.05;

/** How well a person of the household fits, 0 where one attribute does not fit at all. `isFirst`: the first member. */
export function scorePerson(household: Household, person: Person, isFirst: boolean, wanted: Wanted): number {
  const fits =
    all(wanted.name, () => nameTerms(person)) *
    all(wanted.place, () => (household.place === undefined ? [] : placeTerms(household.place))) *
    one(wanted.year, () => (person.birthDate === undefined ? [] : [yearTerm(person.birthDate)])) *
    one(wanted.phone, () => (household.phone === undefined ? [] : phoneTerms(household.phone))) *
    one(wanted.id, () => [idTerm(household.id), person.idNumber === undefined ? undefined : idTerm(person.idNumber)]);
  return fits === 0 ? 0 : fits + (isFirst ? FIRST_MEMBER_BONUS : 0);
}

type Terms = () => readonly (string | undefined)[];

function all(groups: readonly (readonly Expansion[])[], terms: Terms): number {
  if (groups.length === 0) return 1;
  const present = terms();
  return groups.reduce((score, group) => score * best(group, present), 1);
}

function one(group: readonly Expansion[] | undefined, terms: Terms): number {
  return group === undefined ? 1 : best(group, terms());
}

/** The surest expansion that occurs, or 0. */
function best(group: readonly Expansion[], terms: readonly (string | undefined)[]): number {
  return group.reduce((surest, { term, weight }) => (weight > surest && terms.includes(term) ? weight : surest), 0);
}
