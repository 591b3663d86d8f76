import type { Projector } from '../ledger/ledger.types.ts';

const HOUR_MS = 3_600_000;

/** The hour a moment belongs to, counted from the epoch. */
export function hourOf(atMs: number): number {
  return Math.floor(atMs / HOUR_MS);
}

export const projectLookup: Projector<'lookup'> = (db, { entry }) => {
  db.prepare(
    `INSERT INTO lookup_count (operator, hour, lookups) VALUES (?, ?, 1)
     ON CONFLICT (operator, hour) DO UPDATE SET lookups = lookups + 1`,
  ).run([entry.op, hourOf(Date.parse(entry.at))]);
};
