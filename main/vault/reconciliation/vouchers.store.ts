import type { Database } from '@signalapp/sqlcipher';
import type { VoucherStanding } from '../../../shared/ipc/reconciliation-contract.ts';
import { isVoucherName } from '../../../shared/wire/voucher-name.ts';
import type { LedgerMoment } from './reconciliation.store.ts';

type Sums = Omit<VoucherStanding, 'account'>;

/** What was done with vouchers in a cycle, account by account, when the ledger had so many entries. */
export function voucherStandings(db: Database, { cycle, size }: LedgerMoment): VoucherStanding[] {
  const standings = new Map<string, Sums>();
  const add = (account: string, sums: Partial<Sums>): void => {
    const before = standings.get(account) ?? { handed: 0, reversed: 0, captured: 0, takenBack: 0, held: 0 };
    for (const name of Object.keys(sums) as (keyof Sums)[]) before[name] += sums[name] ?? 0;
    standings.set(account, before);
  };
  const handed = db
    .prepare(
      `SELECT l.entitlement, l.account, sum(l.quantity) AS handed,
         sum(CASE WHEN h.reversed_by < $size THEN l.quantity ELSE 0 END) AS reversed
       FROM handover h JOIN handover_line l ON l.seq = h.seq WHERE h.cycle = $cycle AND h.seq < $size
       GROUP BY l.entitlement, l.account`,
    )
    .all<{ entitlement: string; account: string; handed: number; reversed: number }>({ cycle, size });
  for (const { entitlement, account, ...sums } of handed) if (isVoucherName(entitlement)) add(account, sums);
  const services = db
    .prepare(
      `SELECT account, sum(captured) AS captured, sum(taken_back) AS takenBack, sum(held) AS held FROM (
         SELECT account, amount AS captured, CASE WHEN released_by < $size THEN amount ELSE 0 END AS taken_back, 0 AS held
           FROM voucher_capture WHERE cycle = $cycle AND seq < $size
         UNION ALL SELECT account, 0, 0, amount FROM voucher_hold
           WHERE cycle = $cycle AND seq < $size AND (ended_by IS NULL OR ended_by >= $size)
       ) GROUP BY account`,
    )
    .all<Pick<Sums, 'captured' | 'takenBack' | 'held'> & { account: string }>({ cycle, size });
  for (const { account, ...sums } of services) add(account, sums);
  return [...standings].sort(([a], [b]) => (a < b ? -1 : 1)).map(([account, sums]) => ({ account, ...sums }));
}
