import type { Database } from '@signalapp/sqlcipher';
import { nearKeys, VOCABULARY_PREFIXES } from './terms.ts';

/** Terms whose near keys are sorted together: their insertion then runs in one direction. */
const PAGE = 40_000;
/** Pairs handed to the database in one call. */
const CALL_PAIRS = 4000;

/** Fills vocabulary and near keys from the terms of a freshly filled index, calling `slice` as it goes. */
export async function fillVocabulary(db: Database, slice: () => Promise<void>): Promise<void> {
  db.exec(`CREATE VIRTUAL TABLE temp.indexed USING fts5vocab('main', 'search', 'row')`);
  try {
    const copy = db.prepare(
      'INSERT INTO vocabulary(term, people) SELECT term, doc FROM temp.indexed WHERE term >= ? AND term < ?',
    );
    for (const [from, until] of ranges()) {
      copy.run([from, until]);
      await slice();
    }
  } finally {
    db.exec('DROP TABLE temp.indexed');
  }
  const page = db.prepare('SELECT term FROM vocabulary WHERE term > ? ORDER BY term LIMIT ?', { pluck: true });
  const near = db.prepare('INSERT OR IGNORE INTO near(key, term) SELECT value ->> 0, value ->> 1 FROM json_each(?)');
  for (let last: string | undefined = ''; last !== undefined;) {
    const terms: string[] = page.all<string>([last, PAGE]);
    // Terms are letters and digits, so a pair sorts as its two parts would.
    const pairs = terms.flatMap((term) => nearKeys(term).map((key) => `["${key}","${term}"]`)).sort();
    for (let start = 0; start < pairs.length; start += CALL_PAIRS) {
      near.run([`[${pairs.slice(start, start + CALL_PAIRS).join(',')}]`]);
      await slice();
    }
    last = terms.at(-1);
  }
}

/** The vocabulary's terms by prefix and first character (`na…`, `nb…`), small enough for a slice each. */
function ranges(): [from: string, until: string][] {
  const letters = Array.from('0123456789abcdefghijklmnopqrstuvwxyz');
  return VOCABULARY_PREFIXES.flatMap((prefix) =>
    letters.map((letter): [string, string] => [
      prefix + letter,
      prefix + String.fromCharCode(letter.charCodeAt(0) + 1),
    ]),
  );
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
