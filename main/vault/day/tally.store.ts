import type { Database } from '@signalapp/sqlcipher';

type Counted = 'served' | 'part' | 'not_served' | 'reversed';

/** Adds to the figures of a day. */
export function countDay(db: Database, day: string, changes: Readonly<Partial<Record<Counted, number>>>): void {
  // Not one upsert: SQLite holds the CHECK against the row to be inserted even where it ends as an update.
  db.prepare('INSERT OR IGNORE INTO day_tally (day) VALUES (?)').run([day]);
  db.prepare(
    `UPDATE day_tally SET served = served + $served, part = part + $part, not_served = not_served + $notServed,
       reversed = reversed + $reversed WHERE day = $day`,
  ).run({
    served: changes.served ?? 0,
    part: changes.part ?? 0,
    notServed: changes.not_served ?? 0,
    reversed: changes.reversed ?? 0,
    day,
  });
}

type Came = Readonly<{ served: number; turned_away: number }>;

/** Notes a hand-over (`served` 1), its reversal (-1), or somebody turned away, and keeps the cycle's figures level. */
export function countComer(
  db: Database,
  who: Readonly<{ cycle: string; ben: string }>,
  change: Readonly<Partial<Came>>,
): void {
  const { cycle, ben } = who;
  db.prepare('INSERT OR IGNORE INTO comer (cycle, ben) VALUES (?, ?)').run([cycle, ben]);
  const find = db.prepare('SELECT served, turned_away FROM comer WHERE cycle = ? AND ben = ?');
  const before = find.get<Came>([cycle, ben]) ?? { served: 0, turned_away: 0 };
  const after = {
    served: before.served + (change.served ?? 0),
    turned_away: before.turned_away + (change.turned_away ?? 0),
  };
  db.prepare('UPDATE comer SET served = ?, turned_away = ? WHERE cycle = ? AND ben = ?').run([
    after.served,
    after.turned_away,
    cycle,
    ben,
  ]);
  const served = Number(after.served > 0) - Number(before.served > 0);
  const came = Number(hasCome(after)) - Number(hasCome(before));
  if (served === 0 && came === 0) return;
  db.prepare('INSERT OR IGNORE INTO cycle_tally (cycle) VALUES (?)').run([cycle]);
  db.prepare('UPDATE cycle_tally SET served = served + ?, came = came + ? WHERE cycle = ?').run([served, came, cycle]);
}

function hasCome({ served, turned_away }: Came): boolean {
  return served > 0 || turned_away > 0;
}

export type DayTally = Readonly<{ served: number; part: number; notServed: number; reversed: number }>;

/**
 * Hand-overs that stand (`served`), those among them that left something to collect (`part`), people who came in vain, and
 * reversals entered: of one day, or of all days of a cycle.
 */
export function tallyOf(db: Database, where: Readonly<{ day: string } | { cycle: string }>): DayTally {
  const [days, value] =
    'day' in where ? ['day = ?', where.day] : ['day IN (SELECT day FROM day_session WHERE cycle = ?)', where.cycle];
  const row = db
    .prepare(
      `SELECT coalesce(sum(served), 0) AS served, coalesce(sum(part), 0) AS part,
         coalesce(sum(not_served), 0) AS notServed, coalesce(sum(reversed), 0) AS reversed FROM day_tally WHERE ${days}`,
    )
    .get<DayTally>([value]);
  return row ?? { served: 0, part: 0, notServed: 0, reversed: 0 };
}

/** Households of the cycle with a hand-over that stands, and those that came to this desk at all. */
export function comers(db: Database, cycle: string): Readonly<{ served: number; came: number }> {
  const row = db
    .prepare('SELECT served, came FROM cycle_tally WHERE cycle = ?')
    .get<{ served: number; came: number }>([cycle]);
  return row ?? { served: 0, came: 0 };
}
