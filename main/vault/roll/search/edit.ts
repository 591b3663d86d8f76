import type { Database } from '@signalapp/sqlcipher';
import type { Household } from '../../../../shared/domain/roll.ts';
import { findMeta } from '../meta.ts';
import { isDrawn, isIndexed } from './progress.ts';
import { indexedPeople, inVocabulary } from './terms.ts';
import { createVocabularyEditor } from './vocabulary.ts';

/**
 * Keeps the search equal to single households that change, inside the caller's transaction. Of a search that is still being
 * prepared only what is there is changed: the rest will be made from the roll as it is then.
 */
export function createSearchEditor(db: Database) {
  const index = db.prepare('INSERT INTO search(rowid, terms) VALUES (?, ?)');
  const unindex = db.prepare(`INSERT INTO search(search, rowid, terms) VALUES ('delete', ?, ?)`);
  const vocabulary = createVocabularyEditor(db);
  const progress = findMeta(db, 'search');
  const isKept = (term: string): boolean => inVocabulary(term) && isDrawn(progress, term);
  const peopleOf = (number: number, household: Household) =>
    isIndexed(progress, number) ? indexedPeople(number, household) : [];
  return {
    add(number: number, household: Household): void {
      for (const { row, terms } of peopleOf(number, household)) {
        index.run([row, terms.join(' ')]);
        for (const term of terms) if (isKept(term)) vocabulary.add(term);
      }
    },
    remove(number: number, household: Household): void {
      for (const { row, terms } of peopleOf(number, household)) {
        unindex.run([row, terms.join(' ')]);
        for (const term of terms) if (isKept(term)) vocabulary.remove(term);
      }
    },
  };
}
