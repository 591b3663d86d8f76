import type { Database } from '@signalapp/sqlcipher';
import type { VoucherTotals } from '../../../shared/ipc/views.ts';
import type { Amount } from '../../../shared/wire/entry-types.ts';
import type { DayRow } from './day.store.ts';

/**
 * Services given on vouchers that day, less captures taken back that day whenever they were made, per account, minor units. Has no
 * account without either; less than nothing where more was taken back than given.
 */
export function capturedOf(db: Database, day: string): Amount[] {
  return db
    .prepare(
      `SELECT account, sum(amount) AS quantity FROM (
         SELECT account, amount FROM voucher_capture WHERE day = $day
         UNION ALL
         SELECT c.account, -c.amount FROM voucher_release r JOIN voucher_capture c ON c.seq = r.of_seq WHERE r.day = $day
       ) GROUP BY account ORDER BY account`,
    )
    .all<{ account: string; quantity: number }>({ day })
    .map(({ account, quantity }) => [account, quantity]);
}

/** What was done with vouchers of services that day, and the holds open at its close (or now), per account. */
export function voucherTotals(db: Database, { day, close_seq }: DayRow): VoucherTotals[] {
  return db
    .prepare(
      `SELECT account, sum(captures) AS captures, sum(captured) AS captured, sum(releases) AS takenBackCaptures,
         sum(taken_back) AS takenBack, sum(holds) AS holds, sum(held) AS held
       FROM (
         SELECT account, 1 AS captures, amount AS captured, 0 AS releases, 0 AS taken_back, 0 AS holds, 0 AS held
           FROM voucher_capture WHERE day = $day
         UNION ALL SELECT c.account, 0, 0, 1, c.amount, 0, 0
           FROM voucher_release r JOIN voucher_capture c ON c.seq = r.of_seq WHERE r.day = $day
         UNION ALL SELECT account, 0, 0, 0, 0, 1, amount
           FROM voucher_hold WHERE seq <= $last AND (ended_by IS NULL OR ended_by > $last)
       ) GROUP BY account ORDER BY account`,
    )
    .all<VoucherTotals>({ day, last: close_seq ?? Number.MAX_SAFE_INTEGER });
}
