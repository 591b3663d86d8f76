import type { Database } from '@signalapp/sqlcipher';
import type { Amount, HandedLine } from '../../../shared/wire/entry-types.ts';

export type Movement = 'opening' | 'received' | 'handed' | 'reversed';

/** Adds quantities to one column of the day's accounts. What would leave less than nothing on hand violates `on_hand`. */
export function moveAccounts(db: Database, day: string, movement: Movement, amounts: readonly Amount[]): void {
  const put = db.prepare(
    `INSERT INTO day_account (day, account, ${movement}) VALUES (?, ?, ?)
     ON CONFLICT (day, account) DO UPDATE SET ${movement} = ${movement} + excluded.${movement}`,
  );
  for (const [account, quantity] of sorted(amounts)) put.run([day, account, quantity]);
}

/** The amounts of handed-over lines, summed by account in the order of account codes. */
export function amountsOf(lines: readonly HandedLine[]): Amount[] {
  return sorted(lines.map(([, , account, quantity]) => [account, quantity]));
}

/** One amount an account, ordered by account code. */
export function sorted(amounts: readonly Amount[]): Amount[] {
  const sums = new Map<string, number>();
  for (const [account, quantity] of amounts) sums.set(account, (sums.get(account) ?? 0) + quantity);
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
}
