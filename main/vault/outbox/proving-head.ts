import type { Ledger } from '../ledger/ledger.ts';
import { newestAcknowledgement } from './outbox.store.ts';

/**
 * The signed head by which the first `atLeast` entries are proven: the newest that the collector cosigned, where it covers them,
 * else the station's own as the log is now.
 */
export function provingHead(ledger: Ledger, atLeast: number): Readonly<{ size: number; note: string }> {
  const acknowledged = newestAcknowledgement(ledger.database());
  if (acknowledged !== undefined && acknowledged.size >= atLeast) return acknowledged;
  const { size } = ledger.head();
  return { size, note: ledger.checkpointAt(size) };
}
