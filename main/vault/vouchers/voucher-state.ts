import type { Database } from '@signalapp/sqlcipher';
import { balances } from '../entitlements/balances.ts';
import type { ServingState } from '../entitlements/serving-state.ts';
import type { Voucher } from './voucher.ts';

/** What this ledger knows of a voucher. */
export type VoucherStanding = Readonly<{
  /** Nothing can be done with it any more. */
  spent: boolean;
  /** Entry of the hold that stands. */
  hold: number | null;
}>;

/** The voucher as something due, with what was used of it. One that was used up by a single act has nothing left. */
export function voucherState(db: Database, voucher: Voucher): ServingState {
  const { spent, hold } = standingOf(db, voucher.name);
  const { given, nextOrdinal } = balances(db);
  return {
    id: voucher.name,
    pseudonym: voucher.name,
    nextOrdinal: nextOrdinal(voucher.name),
    validFromMs: voucher.validFromMs,
    // What was set aside in time stays so until the patient leaves.
    validUntilMs: hold === null ? voucher.validUntilMs : Number.MAX_SAFE_INTEGER,
    homeDesk: null,
    lines: voucher.lines.map(({ line, account, due }) => {
      const used = given(voucher.name, line);
      return { line, account, due: spent ? used : Math.max(due, used), given: used };
    }),
  };
}

export function standingOf(db: Database, name: string): VoucherStanding {
  const complete = db
    .prepare('SELECT complete FROM claim WHERE entitlement = ? ORDER BY ordinal DESC LIMIT 1', { pluck: true })
    .get<number>([name]);
  const hold = db
    .prepare('SELECT seq FROM voucher_hold WHERE voucher = ? AND ended_by IS NULL', { pluck: true })
    .get<number>([name]);
  return { spent: complete === 1, hold: hold ?? null };
}
