import type { Roll, RollPlace } from '../roll/roll.ts';
import type { Books, Standing, TurnedAway } from './books.ts';

/** What one step brought; `done` counts entitlements of the roll. */
export type Step = Readonly<{ done: number; standings: readonly Standing[]; turnedAway: readonly TurnedAway[] }>;

/** Entitlements of one step: a few milliseconds, so that a scan that comes meanwhile hardly waits. */
const SLICE = 100;

/**
 * Goes through all that is due at this desk and all that it handed over in the cycle. Whoever takes the steps decides when; what it
 * holds meanwhile grows with hand-overs, not with the roll.
 */
export function* walk(roll: Roll, books: Books): Generator<Step> {
  for (const turnedAway of books.readTurnedAway()) yield { done: 0, standings: [], turnedAway };
  const unseen = new Set<string>();
  for (const names of books.actedOn()) {
    for (const name of names) unseen.add(name);
    yield { done: 0, standings: [], turnedAway: [] };
  }
  let done = 0;
  for (let last: RollPlace | null = null; ;) {
    const rows = roll.entitlementsAfter(last, SLICE);
    done += rows.length;
    const standings = rows.map(({ entitlement }) => books.standingOf(entitlement, (name) => unseen.delete(name)));
    yield { done, standings: known(standings), turnedAway: [] };
    last = rows.at(-1)?.place ?? last;
    if (rows.length < SLICE) break;
  }
  // A later package left these out, or they are of another cycle.
  const rest = [...unseen];
  for (let from = 0; from < rest.length; from += SLICE) {
    const standings = rest.slice(from, from + SLICE).map((name) => books.withdrawnStanding(name));
    yield { done, standings: known(standings), turnedAway: [] };
  }
}

function known(standings: readonly (Standing | undefined)[]): Standing[] {
  return standings.filter((one) => one !== undefined);
}
