import type { Database } from '@signalapp/sqlcipher';
import { nearKeys } from './terms.ts';

/** Words counted in memory before they are written; keeps a hostile or huge roll from filling the memory. */
const MAX_COUNTED = 400_000;
const PAGE = 2000;

/** Counts in how many households each name or place word occurs, and writes vocabulary and near keys at the end. */
export function createVocabularyWriter(db: Database) {
  const counted = new Map<string, number>();
  const add = db.prepare(
    'INSERT INTO vocabulary(term, households) VALUES (?, ?) ON CONFLICT (term) DO UPDATE SET households = households + excluded.households',
  );
  const flush = (): void => {
    for (const term of [...counted.keys()].toSorted()) add.run([term, counted.get(term) ?? 0]);
    counted.clear();
  };
  return {
    count(term: string): void {
      counted.set(term, (counted.get(term) ?? 0) + 1);
      if (counted.size >= MAX_COUNTED) flush();
    },
    async finish(slice: () => Promise<void>): Promise<void> {
      flush();
      await slice();
      const page = db.prepare('SELECT term FROM vocabulary WHERE term > ? ORDER BY term LIMIT ?', { pluck: true });
      const near = db.prepare('INSERT OR IGNORE INTO near(key, term) VALUES (?, ?)');
      for (let last = ''; ;) {
        const terms = page.all<string>([last, PAGE]);
        for (const term of terms) for (const key of nearKeys(term)) near.run([key, term]);
        const end = terms.at(-1);
        if (end === undefined) return;
        last = end;
        await slice();
      }
    },
  };
}

/** Keeps the vocabulary equal to the index when single households change. */
export function createVocabularyEditor(db: Database) {
  const more = db.prepare(
    'INSERT INTO vocabulary(term, households) VALUES (?, 1) ON CONFLICT (term) DO UPDATE SET households = households + 1',
  );
  const less = db.prepare('UPDATE vocabulary SET households = households - 1 WHERE term = ? AND households > 1');
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
