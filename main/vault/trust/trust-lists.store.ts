import type { Database } from '@signalapp/sqlcipher';
import type { EntryBodies } from '../../../shared/wire/entry-types.ts';

type Via = EntryBodies['trust']['via'];
/** A list that came after its cycle's package, without what is in it. */
export type KeptList = Readonly<{ number: number; hash: string; via: Via; cameAtMs: number }>;

const COLUMNS = 'l.number, l.hash, l.via, l.came_at_ms AS cameAtMs';

/** Keeps a list for a cycle; false where another one has its number already. */
export function keepList(db: Database, cycle: string, list: KeptList, body: string): boolean {
  const { number, hash, via, cameAtMs } = list;
  db.prepare(
    'INSERT OR IGNORE INTO trust_list (cycle, number, hash, body, via, came_at_ms) VALUES (?, ?, ?, ?, ?, ?)',
  ).run([cycle, number, hash, body, via, cameAtMs]);
  return (
    db
      .prepare('SELECT hash = ? FROM trust_list WHERE cycle = ? AND number = ?', { pluck: true })
      .get([hash, cycle, number]) === 1
  );
}

/** The newest list kept for a cycle, in force or not. */
export function newestKept(db: Database, cycle: string): KeptList | undefined {
  return db
    .prepare(`SELECT ${COLUMNS} FROM trust_list l WHERE l.cycle = ? ORDER BY l.number DESC LIMIT 1`)
    .get<KeptList>([cycle]);
}

/** The newest list of a cycle that an entry put in force. */
export function newestImported(db: Database, cycle: string): KeptList | undefined {
  return db
    .prepare(
      `SELECT ${COLUMNS} FROM trust_import i JOIN trust_list l USING (cycle, number, hash)
       WHERE i.cycle = ? ORDER BY i.number DESC LIMIT 1`,
    )
    .get<KeptList>([cycle]);
}

/** The highest number that any entry put in force in a cycle, whether its list is here or lost; 0 for none. */
export function highestImported(db: Database, cycle: string): Readonly<{ number: number; hash: string }> {
  return (
    db
      .prepare('SELECT number, hash FROM trust_import WHERE cycle = ? ORDER BY number DESC LIMIT 1')
      .get<{ number: number; hash: string }>([cycle]) ?? { number: 0, hash: '' }
  );
}

export function readBody(db: Database, cycle: string, number: number): string | undefined {
  return db
    .prepare('SELECT body FROM trust_list WHERE cycle = ? AND number = ?', { pluck: true })
    .get<string>([cycle, number]);
}

/** Lists below the one in force are of no use any more. */
export function dropBelow(db: Database, cycle: string, number: number): void {
  db.prepare('DELETE FROM trust_list WHERE cycle = ? AND number < ?').run([cycle, number]);
}
