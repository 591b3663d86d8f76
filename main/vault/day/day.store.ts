import type { Database } from '@signalapp/sqlcipher';
import type { AccountTotals, AmountView, DayReport } from '../../../shared/ipc/views.ts';
import type { z } from 'zod';

export type DayRow = Readonly<{
  day: string;
  open_seq: number;
  opened_at_ms: number;
  opened_by: string;
  close_seq: number | null;
  closed_at_ms: number | null;
  closed_by: string | null;
  cosigned_by: string | null;
  sole: number;
  not_presented: number | null;
  cycle: string;
}>;

const DAY =
  'SELECT day, open_seq, opened_at_ms, opened_by, close_seq, closed_at_ms, closed_by, cosigned_by, sole, not_presented, cycle FROM day_session';

export function openDay(db: Database): DayRow | undefined {
  return db.prepare(`${DAY} WHERE close_seq IS NULL`).get<DayRow>();
}

export function dayByName(db: Database, day: string): DayRow | undefined {
  return db.prepare(`${DAY} WHERE day = ?`).get<DayRow>([day]);
}

/** Newest first. */
export function closedDays(db: Database): DayRow[] {
  return db.prepare(`${DAY} WHERE close_seq IS NOT NULL ORDER BY open_seq DESC LIMIT 400`).all<DayRow>();
}

/** Rounds of blind counting so far, and the entry count after the last: anything later makes it stale. */
export function lastCount(db: Database, day: string): Readonly<{ round: number; seq: number }> | undefined {
  return db.prepare('SELECT round, seq FROM count_round WHERE day = ? ORDER BY round DESC LIMIT 1').get([day]);
}

/** One line an account. Counted figures show only once a count is recorded. */
export function accountTotals(db: Database, day: string): z.infer<typeof AccountTotals>[] {
  return db
    .prepare(
      'SELECT account, opening, received, handed, reversed, counted FROM day_account WHERE day = ? ORDER BY account',
    )
    .all<Omit<z.infer<typeof AccountTotals>, 'expected' | 'difference'>>([day])
    .map((row) => {
      const expected = row.opening + row.received - row.handed + row.reversed;
      return { ...row, expected, difference: row.counted === null ? null : row.counted - expected };
    });
}

/** Who did what on a day. */
export function byOperator(db: Database, { open_seq, close_seq }: DayRow): DayReport['byOperator'] {
  const range = { first: open_seq, last: close_seq ?? Number.MAX_SAFE_INTEGER };
  const people = db
    .prepare(
      `SELECT did.operator, coalesce(o.name, did.operator) AS name, sum(served) AS served, sum(part) AS part,
         sum(not_served) AS notServed, sum(reversed) AS reversed
       FROM (
         SELECT operator, reversed_by IS NULL AS served, reversed_by IS NULL AND part = 1 AS part, 0 AS not_served,
           0 AS reversed FROM handover WHERE seq BETWEEN $first AND $last
         UNION ALL SELECT operator, 0, 0, 1, 0 FROM not_served WHERE seq BETWEEN $first AND $last
         UNION ALL SELECT operator, 0, 0, 0, 1 FROM reversal WHERE seq BETWEEN $first AND $last
       ) did LEFT JOIN operator o ON o.id = did.operator GROUP BY did.operator ORDER BY did.operator`,
    )
    .all<Omit<DayReport['byOperator'][number], 'amounts'>>(range);
  const amounts = db
    .prepare(
      `SELECT h.operator, l.account, sum(l.quantity) AS quantity FROM handover h JOIN handover_line l ON l.seq = h.seq
       WHERE h.seq BETWEEN $first AND $last AND h.reversed_by IS NULL GROUP BY h.operator, l.account
       ORDER BY h.operator, l.account`,
    )
    .all<{ operator: string; account: string; quantity: number }>(range);
  return people.map((one) => ({
    ...one,
    amounts: amounts
      .filter(({ operator }) => operator === one.operator)
      .map(({ account, quantity }): z.infer<typeof AmountView> => [account, quantity]),
  }));
}

/** Handed over less reversed since the log began, per account. */
export function grandTotals(db: Database): [account: string, quantity: number][] {
  return db
    .prepare('SELECT account, sum(handed - reversed) AS quantity FROM day_account GROUP BY account ORDER BY account')
    .all<{ account: string; quantity: number }>()
    .map(({ account, quantity }) => [account, quantity]);
}
