import type { Household } from '../../../../shared/domain/roll.ts';
import { expandAmong } from './expand.ts';
import type { FindQuery, Found } from './find.ts';
import { likeTerms, wantedOf } from './query.ts';
import { scorePerson } from './score.ts';
import { nameTerms, peopleOf, placeTerms } from './terms.ts';

/**
 * What can be found before the index is there: the household whose number, as it stands on the card, was given for the id. The
 * other attributes must fit one of its people as in every search, with the same mistakes forgiven.
 */
export function createFindByCard(
  householdById: (id: string) => Household | undefined,
): (query: FindQuery) => Found | undefined {
  return (query) => {
    const household = householdById(numberOf(query.idNumber ?? ''));
    const terms = household === undefined ? [] : termsOf(household);
    const wanted = wantedOf(query, (term) => likeTerms(term, (word) => expandAmong(word, terms)));
    if (wanted === undefined) return undefined;
    if (household === undefined) return { matches: [], more: false };
    const matches = peopleOf(household)
      .map((person, index) => ({ household, person, score: scorePerson(household, person, index === 0, wanted) }))
      .filter(({ score }) => score > 0)
      .toSorted((a, b) => b.score - a.score);
    return { matches: matches.slice(0, 1), more: false };
  };
}

/** `hh 20 7` as the card has it: `HH-20-7`. */
function numberOf(text: string): string {
  return text
    .trim()
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-');
}

function termsOf(household: Household): string[] {
  const places = household.place === undefined ? [] : placeTerms(household.place);
  return [...peopleOf(household).flatMap(nameTerms), ...places];
}
