import type { Database } from '@signalapp/sqlcipher';
import type { AccountTotals, AmountView, DayReport } from '../../../shared/ipc/views.ts';
import type { z } from 'zod';

export type DayRow = Readonly<{
  day: string;
  opened_at_ms: number;
  opened_by: string;
  close_seq: number | null;
  closed_at_ms: number | null;
  closed_by: string | null;
  cosigned_by: string | null;
  not_presented: number | null;
  cycle: string;
}>;

const DAY =
  'SELECT day, opened_at_ms, opened_by, close_seq, closed_at_ms, closed_by, cosigned_by, not_presented, cycle FROM day_session';

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
export function byOperator(db: Database, day: string): DayReport['byOperator'] {
  const people = db
    .prepare(
      `SELECT op.operator, coalesce(o.name, op.operator) AS name,
        (SELECT count(*) FROM handover h WHERE h.day = $day AND h.operator = op.operator AND h.reversed_by IS NULL) AS served,
        (SELECT count(*) FROM handover h WHERE h.day = $day AND h.operator = op.operator AND h.reversed_by IS NULL AND h.part = 1) AS part,
        (SELECT count(*) FROM not_served n WHERE n.day = $day AND n.operator = op.operator) AS notServed,
        (SELECT count(*) FROM reversal r WHERE r.day = $day AND r.operator = op.operator) AS reversed
       FROM (SELECT operator FROM handover WHERE day = $day UNION SELECT operator FROM not_served WHERE day = $day
             UNION SELECT operator FROM reversal WHERE day = $day) op
       LEFT JOIN operator o ON o.id = op.operator ORDER BY op.operator`,
    )
    .all<Omit<DayReport['byOperator'][number], 'amounts'>>({ day });
  const amounts = db.prepare(
    `SELECT l.account, sum(l.quantity) AS quantity FROM handover_line l JOIN handover h ON h.seq = l.seq
     WHERE h.day = ? AND h.operator = ? AND h.reversed_by IS NULL GROUP BY l.account ORDER BY l.account`,
  );
  return people.map((one) => ({
    ...one,
    amounts: amounts
      .all<{ account: string; quantity: number }>([day, one.operator])
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
