import type { Entry, EntryType } from '../../../../shared/wire/entry-types.ts';
import type { FindingCode, Values } from '../catalogue.ts';

/** Tells a finding about one entry of the log being read, or about the log where `seq` is left out. */
export type Tell = (code: FindingCode, seq?: number, values?: Values) => void;

/** An entry whose bytes were readable, with its time in UTC ms. */
export type Read<T extends EntryType = EntryType> = Entry<T> & Readonly<{ atMs: number }>;

/** Counts by a name: reasons, states, kinds. */
export type Tally = Map<string, number>;

export function countUp(tally: Tally, key: string, by = 1): void {
  tally.set(key, (tally.get(key) ?? 0) + by);
}

export type Named = readonly (readonly [name: string, count: number])[];

/** In the order of the names, which is the order of accounts in closes. */
export function sortedTally(tally: Tally): Named {
  return [...tally].sort(([a], [b]) => (a < b ? -1 : 1));
}
