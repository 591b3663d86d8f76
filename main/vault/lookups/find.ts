import type { FoundHousehold } from '../../../shared/ipc/views.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { photoAddress, personView } from '../desk/household-view.ts';
import { servingStates } from '../entitlements/serving-state.ts';
import type { FindQuery } from '../roll/search/find.ts';
import { append, database, unforeseen, type ServingCycle } from '../session/serving.ts';

export type FindAnswer = { matches: FoundHousehold[]; more: boolean; ready: boolean };
export type FindFailure = 'two-attributes-needed' | 'disk-full' | 'storage-fault';

/** Finds households without a card. The entry names the kinds of attributes and how many were found, nothing of anybody. */
export function findHouseholds(serving: ServingCycle, query: FindQuery): Result<FindAnswer, { code: FindFailure }> {
  const { roll } = serving.cycle;
  const found = roll.find(query);
  if (found === undefined) return err({ code: 'two-attributes-needed' });
  const by = Object.entries(query)
    .filter(([, text]) => (text ?? '').trim() !== '')
    .map(([attribute]) => attribute)
    .sort();
  // Recorded before anything is shown.
  const appended = append(serving, { t: 'lookup', body: { by, found: found.matches.length } });
  if (!appended.ok) return err({ code: unforeseen(appended.error) });
  return ok({
    more: found.more,
    ready: roll.searchPercent() === undefined,
    matches: found.matches.map(({ household, person }) => {
      const shown = personView(person, photoAddress(person.photo, roll));
      return {
        household: household.id,
        name: shown.name,
        nameLatin: shown.nameLatin,
        place: household.place ?? null,
        size: household.size,
        birthDate: shown.birthDate,
        photo: shown.photo,
        served: isServed(serving, household.id),
      };
    }),
  });
}

/** Something was given and nothing is left to collect. */
function isServed(serving: ServingCycle, household: string): boolean {
  const { roll, pseudonyms } = serving.cycle;
  const states = servingStates(database(serving), roll.entitlementsOf(household), roll.manifest(), pseudonyms);
  const lines = states.flatMap((state) => state.lines);
  return lines.some((line) => line.given > 0) && lines.every((line) => line.given >= line.due);
}
