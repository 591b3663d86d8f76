import type { Database } from '@signalapp/sqlcipher';

/** What this ledger knows of anything that can be claimed: an entitlement or a voucher, under its name in the ledger. */
export type Balances = Readonly<{
  /** Given of one line so far. */
  given: (name: string, line: string) => number;
  /** Number of acts on it so far: the next act must carry exactly this ordinal. */
  nextOrdinal: (name: string) => number;
}>;

export function balances(db: Database): Balances {
  const given = db.prepare('SELECT given FROM line_balance WHERE entitlement = ? AND line = ?', { pluck: true });
  const ordinal = db.prepare('SELECT coalesce(max(ordinal) + 1, 0) FROM claim WHERE entitlement = ?', { pluck: true });
  return {
    given: (name, line) => Number(given.get([name, line]) ?? 0),
    nextOrdinal: (name) => Number(ordinal.get([name])),
  };
}
