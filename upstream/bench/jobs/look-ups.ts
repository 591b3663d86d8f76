import { join } from 'node:path';
import { readCycleFile } from '../../../main/vault/installs/open-cycle.ts';
import type { Roll } from '../../../main/vault/roll/roll.ts';
import { nameTerms, placeTerms, yearTerm } from '../../../main/vault/roll/search/terms.ts';
import type { Household } from '../../../shared/domain/roll.ts';
import { openBare } from '../bare.ts';
import { readSamples, type Search } from '../samples.ts';
import { timedNow } from '../statistics.ts';
import { openBelow } from '../station.ts';

export type LookUpsInput = Readonly<{ folder: string; profile: string }>;
export type LookUps = Readonly<{
  point: readonly number[];
  barePoint: readonly number[];
  search: readonly number[];
  bareSearch: readonly number[];
  /** Searches that found the household that was meant. */
  found: number;
  /** Those that did not, and said that more fit than are shown: in a large roll many people share a name and a place. */
  crowded: number;
}>;

const WARM_UP = 100;

/**
 * Reads households with what is due to them by id, and searches for them by what is typed. Bare: the same two reads by
 * prepared statements, and one full-text query for the very words that are in the index.
 */
export async function lookUps(input: LookUpsInput): Promise<LookUps> {
  const { ids, searches } = readSamples(input.folder);
  const unlocked = await openBelow(input.profile);
  const cycle = unlocked.serving?.cycle;
  const file = unlocked.ledger === null ? undefined : readCycleFile(unlocked.ledger.database());
  if (cycle == null || file === undefined) throw new Error('The station has no roll');
  const bare = openBare(join(input.profile, 'vault', file.file), file.key);
  const household = bare.prepare('SELECT number, body FROM household WHERE id = ?');
  const entitlements = bare.prepare('SELECT body FROM entitlement WHERE household = ?');
  const match = bare.prepare('SELECT rowid FROM search WHERE search MATCH ? LIMIT 20', { pluck: true });

  const readBare = (id: string): unknown => {
    const row = household.get<{ number: number; body: string }>([id]);
    return entitlements.all([row?.number ?? 0]);
  };
  for (const id of ids.slice(0, WARM_UP)) {
    read(cycle.roll, id);
    readBare(id);
  }
  const [point, barePoint, search, bareSearch]: number[][] = [[], [], [], []];
  // One after the other over the same ids in another order, so that neither reads what the other has just read.
  for (const [place, id] of ids.entries()) {
    timedNow(point ?? [], () => read(cycle.roll, id));
    timedNow(barePoint ?? [], () => readBare(ids[(place + Math.floor(ids.length / 2)) % ids.length] ?? id));
  }
  for (const { query } of searches.slice(0, WARM_UP / 10)) cycle.roll.find(query);
  let found = 0;
  let crowded = 0;
  for (const one of searches) {
    const answer = timedNow(search ?? [], () => cycle.roll.find(one.query));
    if (answer?.matches.some((each) => each.household.id === one.household) === true) found += 1;
    else if (answer?.more === true) crowded += 1;
    const wanted = cycle.roll.householdById(one.household);
    if (wanted !== undefined) timedNow(bareSearch ?? [], () => match.all([exactTerms(wanted, one)]));
  }
  bare.close();
  return {
    point: point ?? [],
    barePoint: barePoint ?? [],
    search: search ?? [],
    bareSearch: bareSearch ?? [],
    found,
    crowded,
  };
}

function read(roll: Roll, id: string): unknown {
  return [roll.householdById(id), roll.entitlementsOf(id)];
}

/** The words of the index by which the household is meant, as a full-text query. */
function exactTerms({ members, place }: Household, { query }: Search): string {
  const [person] = members;
  const terms = [
    ...(person === undefined ? [] : nameTerms(person)),
    ...(query.place === undefined || place === undefined ? [] : placeTerms(place)),
    ...(query.birthYear === undefined ? [] : [yearTerm(query.birthYear)]),
  ];
  return terms.map((term) => `"${term}"`).join(' AND ');
}
