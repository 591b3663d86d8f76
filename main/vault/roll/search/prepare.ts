import type { Database } from '@signalapp/sqlcipher';
import type { Household } from '../../../../shared/domain/roll.ts';
import { rollBack } from '../../store/roll-back.ts';
import { findMeta, removeMeta, writeMeta } from '../meta.ts';
import { percentOf, type SearchProgress } from './progress.ts';
import { indexedPeople } from './terms.ts';
import { createVocabularyFill } from './vocabulary.ts';

/** Households and terms of one slice: some ten milliseconds, so that a scan that comes meanwhile hardly waits. */
const HOUSEHOLDS = 100;
const TERMS = 100;
/** Pages of the index merged with each slice, so that its segments stay few without ever taking long. */
const MERGE_PAGES = 16;
const LAST_MERGE_PAGES = 32;

/** Prepares the search of a roll that is in force already, slice by slice beside everything else that the roll answers. */
export type Preparation = Readonly<{
  /** How far it is, in whole percent below 100; undefined once the search is ready. */
  percent: () => number | undefined;
  /** Does one more slice, in one transaction with how far it came: whatever cuts it off, it goes on from there. */
  advance: () => void;
}>;

export function createPreparation(db: Database): Preparation {
  let progress = findMeta(db, 'search');
  if (progress === undefined) return { percent: () => undefined, advance: () => undefined };
  // What a power cut takes is prepared again, so no slice waits for the disk. A delta's own connection does.
  db.exec('PRAGMA synchronous = NORMAL');
  const households = Number(db.prepare('SELECT max(number) FROM household', { pluck: true }).get([]));
  const next = createSteps(db);
  return {
    percent: () => (progress === undefined ? undefined : percentOf(progress, households)),
    advance() {
      const from = progress;
      if (from === undefined) return;
      db.exec('BEGIN');
      try {
        const reached = next(from);
        if (reached === undefined) removeMeta(db, 'search');
        else writeMeta(db, { search: reached });
        db.exec('COMMIT');
        progress = reached;
      } catch (thrown) {
        rollBack(db);
        throw thrown;
      }
    },
  };
}

/** Each step does a slice of work and says how far it came. */
function createSteps(db: Database): (from: SearchProgress) => SearchProgress | undefined {
  const page = db.prepare('SELECT number, body FROM household WHERE number > ? ORDER BY number LIMIT ?');
  const index = db.prepare('INSERT INTO search(rowid, terms) VALUES (?, ?)');
  const merge = createMerge(db);
  let fillVocabulary: ReturnType<typeof createVocabularyFill> | undefined;

  return (from) => {
    if (from.step === 'people') {
      const rows = page.all<{ number: number; body: string }>([from.after, HOUSEHOLDS]);
      for (const { number, body } of rows) {
        for (const { row, terms } of indexedPeople(number, JSON.parse(body) as Household))
          index.run([row, terms.join(' ')]);
      }
      merge(MERGE_PAGES);
      const last = rows.at(-1);
      return last === undefined ? { step: 'words', after: '' } : { step: 'people', after: last.number };
    }
    if (from.step === 'words') {
      const last = (fillVocabulary ??= createVocabularyFill(db))(from.after, TERMS);
      return last === undefined ? { step: 'merging' } : { step: 'words', after: last };
    }
    // Below nothing: all segments into one, not only where there are many (https://www.sqlite.org/fts5.html#the_merge_command).
    return merge(-LAST_MERGE_PAGES) ? from : undefined;
  };
}

/** Merges about so many pages of the full-text index; false where there was nothing to merge. */
function createMerge(db: Database): (pages: number) => boolean {
  const merge = db.prepare(`INSERT INTO search(search, rank) VALUES ('merge', ?)`);
  const changes = db.prepare('SELECT total_changes()', { pluck: true });
  return (pages) => {
    const before = Number(changes.get([]));
    merge.run([pages]);
    return Number(changes.get([])) - before >= 2;
  };
}
