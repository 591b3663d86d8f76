import type { Database } from '@signalapp/sqlcipher';
import { nearKeys, VOCABULARY_PREFIXES } from './terms.ts';

/**
 * Draws vocabulary and near keys out of a filled index. Each call takes so many terms, in order, from behind `after` on, and
 * answers the last of them, or undefined where there are no more.
 */
export function createVocabularyFill(db: Database): (after: string, most: number) => string | undefined {
  db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.indexed USING fts5vocab('main', 'search', 'row')`);
  const page = db.prepare(
    'SELECT term, doc AS people FROM temp.indexed WHERE term > ? AND term < ? ORDER BY term LIMIT ?',
  );
  const term = db.prepare('INSERT INTO vocabulary(term, people) SELECT value ->> 0, value ->> 1 FROM json_each(?)');
  const near = db.prepare('INSERT OR IGNORE INTO near(key, term) SELECT value ->> 0, value ->> 1 FROM json_each(?)');
  return (after, most) => {
    for (const prefix of VOCABULARY_PREFIXES) {
      // Terms are letters and digits: `{` comes behind all of them.
      const until = `${prefix}{`;
      if (after >= until) continue;
      const from = after > prefix ? after : prefix;
      const rows = page.all<{ term: string; people: number }>([from, until, most]);
      if (rows.length === 0) continue;
      term.run([JSON.stringify(rows.map((row) => [row.term, row.people]))]);
      // Sorted, so that their insertion runs in one direction.
      const pairs = rows.flatMap((row) => nearKeys(row.term).map((key) => `["${key}","${row.term}"]`)).sort();
      near.run([`[${pairs.join(',')}]`]);
      return rows.at(-1)?.term;
    }
    return undefined;
  };
}

/** Keeps the vocabulary equal to the index when single households change. */
export function createVocabularyEditor(db: Database) {
  const more = db.prepare(
    'INSERT INTO vocabulary(term, people) VALUES (?, 1) ON CONFLICT (term) DO UPDATE SET people = people + 1',
  );
  const less = db.prepare('UPDATE vocabulary SET people = people - 1 WHERE term = ? AND people > 1');
  const drop = db.prepare('DELETE FROM vocabulary WHERE term = ?');
  const near = db.prepare('INSERT OR IGNORE INTO near(key, term) VALUES (?, ?)');
  const far = db.prepare('DELETE FROM near WHERE key = ? AND term = ?');
  return {
    add(term: string): void {
      more.run([term]);
      for (const key of nearKeys(term)) near.run([key, term]);
    },
    remove(term: string): void {
      if (less.run([term]).changes > 0) return;
      drop.run([term]);
      for (const key of nearKeys(term)) far.run([key, term]);
    },
  };
}
