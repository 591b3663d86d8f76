import type { Database } from '@signalapp/sqlcipher';
import type { ActOrdinal } from '../../../shared/wire/entry-types.ts';

/** Takes the next place on each entitlement or voucher: of two acts decided on the same state the second is refused. */
export function claim(db: Database, seq: number, acts: readonly ActOrdinal[]): void {
  const put = db.prepare('INSERT INTO claim (entitlement, ordinal, seq, complete) VALUES (?, ?, ?, ?)');
  for (const [entitlement, ordinal, complete] of acts) put.run([entitlement, ordinal, seq, complete]);
}
