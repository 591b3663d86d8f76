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

/**
 * The person of the household that fits best, or undefined if none fits all attributes. The index only knows that the words
 * occur somewhere in the household; here name, birth year and identity number must come from one person.
 */
export function scoreHousehold(household: Household, wanted: Wanted): { person: Person; score: number } | undefined {
  const place = all(wanted.place, new Set(household.place === undefined ? [] : placeTerms(household.place)));
  const phone = one(wanted.phone, new Set(household.phone === undefined ? [] : phoneTerms(household.phone)));
  if (place === 0 || phone === 0) return undefined;
  const householdId = idTerm(household.id);
  let best: { person: Person; score: number } | undefined;
  for (const [position, person] of [...household.members, ...household.proxies].entries()) {
    const name = all(wanted.name, new Set(nameTerms(person)));
    const year = one(wanted.year, new Set([person.birthDate === undefined ? undefined : yearTerm(person.birthDate)]));
    const id = one(
      wanted.id,
      new Set([householdId, person.idNumber === undefined ? undefined : idTerm(person.idNumber)]),
    );
    const score = name * year * id * place * phone;
    if (score === 0) continue;
    const total = score + (position === 0 ? FIRST_MEMBER_BONUS : 0);
    if (best === undefined || total > best.score) best = { person, score: total };
  }
  return best;
}

function all(groups: readonly (readonly Expansion[])[], terms: ReadonlySet<string | undefined>): number {
  return groups.reduce((score, group) => score * one(group, terms), 1);
}

/** The surest expansion that occurs; 1 where nothing was asked, 0 where nothing occurs. */
function one(group: readonly Expansion[] | undefined, terms: ReadonlySet<string | undefined>): number {
  if (group === undefined) return 1;
  return group.reduce((best, { term, weight }) => (terms.has(term) ? Math.max(best, weight) : best), 0);
}
