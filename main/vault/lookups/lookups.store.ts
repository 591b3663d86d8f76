import type { Database } from '@signalapp/sqlcipher';
import { hourOf } from './lookups.projector.ts';

/** True where this operator has looked people up without a card more often this hour than the policy allows. */
export function lookupsAboveLimit(db: Database, operator: string, nowMs: number, limit: number): boolean {
  const count = db
    .prepare('SELECT lookups FROM lookup_count WHERE operator = ? AND hour = ?', { pluck: true })
    .get([operator, hourOf(nowMs)]);
  return Number(count ?? 0) > limit;
}
