import type { Database } from '@signalapp/sqlcipher';
import type { Amount, HandedLine } from '../../../shared/wire/entry-types.ts';

export type Movement = 'opening' | 'received' | 'handed' | 'reversed';

/** Adds quantities to one column of the day's accounts. What would leave less than nothing on hand violates `on_hand`. */
export function moveAccounts(db: Database, day: string, movement: Movement, amounts: readonly Amount[]): void {
  // Not one upsert: SQLite holds the CHECK against the row to be inserted even where it ends as an update.
  const begin = db.prepare('INSERT OR IGNORE INTO day_account (day, account) VALUES (?, ?)');
  const add = db.prepare(`UPDATE day_account SET ${movement} = ${movement} + ? WHERE day = ? AND account = ?`);
  for (const [account, quantity] of sorted(amounts)) {
    begin.run([day, account]);
    add.run([quantity, day, account]);
  }
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
