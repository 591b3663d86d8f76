import type { Database } from '@signalapp/sqlcipher';
import { equalBytes } from '../../../shared/wire/bytes.ts';
import { storageTrouble } from '../store/errors.ts';
import { insertEntry, readHead, writeVerified, type VerifiedPoint } from './entry.store.ts';
import type { Journal } from './journal.ts';
import type { Appended, AppendFailure, Projectors } from './ledger.types.ts';
import { project } from './recover.ts';

export type Commit = Readonly<{
  db: Database;
  journal: Journal;
  appended: Appended;
  /** JSON, or an empty text. */
  aux: string;
  projectors: Projectors;
  /** Now and then the verified point moves along with the entry, so that the next start has little to check. */
  verified?: VerifiedPoint;
}>;

/**
 * `unsure`: database or journal answered with an error after which neither can be believed. Both must be opened again and
 * read; `journalLength` is where the journal ended before.
 */
export type CommitOutcome =
  | Readonly<{ kind: 'committed' }>
  | Readonly<{ kind: 'failed'; failure: AppendFailure }>
  | Readonly<{ kind: 'unsure'; failure: AppendFailure; journalLength: number }>;

/**
 * The order that durability rests on: entry and tables in one open transaction (so a violated rule refuses it before anything
 * is kept), then the journal, synced, then the database's commit, synced. Throws for faults of the program, with nothing kept.
 */
export function commitEntry(commit: Commit): CommitOutcome {
  const { db, journal, appended } = commit;
  const journalLength = journal.length();
  try {
    db.exec('BEGIN IMMEDIATE');
    insertEntry(db, appended, commit.aux);
    if (commit.verified !== undefined) writeVerified(db, commit.verified);
  } catch (thrown) {
    return abandon(commit, thrown, journalLength, false);
  }
  try {
    project(db, appended, commit.aux, commit.projectors);
  } catch (thrown) {
    return abandon(commit, thrown, journalLength, true);
  }
  try {
    journal.append({ seq: appended.entry.seq, signature: appended.signature, bytes: appended.bytes, aux: commit.aux });
    db.exec('COMMIT');
    return { kind: 'committed' };
  } catch (thrown) {
    return abandon(commit, thrown, journalLength, true);
  }
}

/** True where the database holds this very entry as its newest. */
export function holds(db: Database, appended: Appended): boolean {
  const head = readHead(db);
  return head.size === appended.entry.seq + 1 && equalBytes(head.leaf, appended.leaf);
}

/** Takes everything back where that is safe on the open files, else says that they must be read anew. */
function abandon(commit: Commit, thrown: unknown, journalLength: number, mayRefuse: boolean): CommitOutcome {
  const { db, journal, appended } = commit;
  const trouble = storageTrouble(thrown);
  const unsure: CommitOutcome = {
    kind: 'unsure',
    failure: { code: trouble?.kind === 'disk-full' ? 'disk-full' : 'storage-fault' },
    journalLength,
  };
  try {
    rollback(db);
    // An input/output error at COMMIT leaves open what reached the disk; only reading the file anew tells.
    if (trouble !== undefined && trouble.kind !== 'disk-full' && trouble.kind !== 'constraint') return unsure;
    if (holds(db, appended)) return unsure;
    if (journal.length() !== journalLength || trouble?.kind === 'disk-full') journal.cutBack(journalLength);
  } catch (second) {
    if (trouble === undefined || storageTrouble(second) === undefined) throw thrown;
    return unsure;
  }
  if (trouble === undefined || (trouble.kind === 'constraint' && !mayRefuse)) throw thrown;
  return {
    kind: 'failed',
    failure: trouble.kind === 'constraint' ? { code: 'refused', constraint: trouble.constraint } : unsure.failure,
  };
}

/** SQLite rolls back by itself after some errors; then there is nothing left to roll back. */
function rollback(db: Database): void {
  try {
    db.exec('ROLLBACK');
  } catch (thrown) {
    if (storageTrouble(thrown) !== undefined) throw thrown;
  }
}
