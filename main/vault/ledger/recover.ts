import type { Database } from '@signalapp/sqlcipher';
import { err, ok, type Result } from '../../../shared/result.ts';
import { equalBytes } from '../../../shared/wire/bytes.ts';
import { storageTrouble } from '../store/errors.ts';
import { checkEntry, readEntry } from './entry.ts';
import { insertEntry, readHead, readRecords } from './entry.store.ts';
import {
  COMPACT_ABOVE_BYTES,
  openJournal,
  readJournal,
  type Journal,
  type JournalOptions,
  type JournalState,
} from './journal.ts';
import type { Appended, Aux, Projectors } from './ledger.types.ts';
import type { JournalRecord } from './record.ts';
import type { Identity } from './verify.ts';

/** A shortened journal keeps this many of the newest entries: well below the size at which it is shortened again. */
const COMPACT_KEEP = 1024;
const SLICE = 256;

export type Recovered = Readonly<{
  journal: Journal;
  /** What the journal was like before it was mended. */
  state: JournalState;
  /** Entries that were in the journal only and are now in the database too. */
  replayed: readonly number[];
}>;

export type RecoverFailure = 'chain-broken' | 'journal-damaged' | 'log-shortened';

/**
 * Holds journal and database against each other and mends whichever is behind. `chain-broken` where they contradict each
 * other or an entry is in neither; `journal-damaged` where the journal cannot be replayed; `log-shortened` where both together
 * have fewer than `leastSize` entries, which were there once. Throws what disk and database throw.
 */
export function recover(
  db: Database,
  options: JournalOptions,
  identity: Identity,
  projectors: Projectors,
  leastSize: number,
): Result<Recovered, RecoverFailure> {
  const content = readJournal(options);
  const before = readHead(db);
  const newest = content.records.at(-1);
  const journalSize = newest === undefined ? 0 : newest.seq + 1;
  if (!agree(db, content.records, before.size)) return err('chain-broken');
  // Before anything is mended: what is left may be all that tells how it came to this.
  if (Math.max(before.size, journalSize) < leastSize) return err('log-shortened');

  const ahead = content.records.filter((record) => record.seq >= before.size);
  if (!replayAll(db, ahead, identity, projectors)) return err('journal-damaged');

  const journal = openJournal(options, content.soundLength);
  const mend =
    content.state === 'damaged' || (content.state === 'missing' && before.size > 0) || journalSize < before.size;
  if (mend || journal.length() > COMPACT_ABOVE_BYTES) rewriteNewest(db, journal);
  return ok({ journal, state: content.state, replayed: ahead.map((record) => record.seq) });
}

/** Leaves only the newest entries in the journal. Both copies hold them, so this may happen at any time. */
function rewriteNewest(db: Database, journal: Journal): void {
  const { size } = readHead(db);
  journal.rewrite(newestRecords(db, Math.max(0, size - COMPACT_KEEP), size));
}

/** Inserts an entry and lets its projector bring the tables up to date; the caller holds the transaction. */
function applyEntry(db: Database, appended: Appended, aux: string, projectors: Projectors): void {
  insertEntry(db, appended, aux);
  project(db, appended, aux, projectors);
}

/** Runs the projector for the entry's type, if there is one. */
export function project(db: Database, appended: Appended, aux: string, projectors: Projectors): void {
  // The table is typed per entry type; the entry brings the type it is looked up by.
  const projector = projectors[appended.entry.t] as ((db: Database, appended: Appended, aux: Aux) => void) | undefined;
  projector?.(db, appended, aux === '' ? {} : (JSON.parse(aux) as Aux));
}

function agree(db: Database, records: readonly JournalRecord[], size: number): boolean {
  const [first] = records;
  if (first === undefined) return true;
  // Records start after the database ends: what lies between is in neither.
  if (first.seq > size) return false;
  const shared = records.filter((record) => record.seq < size).at(-1);
  if (shared === undefined) return true;
  const [stored] = readRecords(db, shared.seq, 1);
  return (
    stored !== undefined && equalBytes(stored.bytes, shared.bytes) && equalBytes(stored.signature, shared.signature)
  );
}

/** All of them or none: a journal that does not fit leaves the database as it was found. */
function replayAll(
  db: Database,
  records: readonly JournalRecord[],
  identity: Identity,
  projectors: Projectors,
): boolean {
  if (records.length === 0) return true;
  db.exec('BEGIN IMMEDIATE');
  try {
    const fits = records.every((record) => replay(db, record, identity, projectors));
    db.exec(fits ? 'COMMIT' : 'ROLLBACK');
    return fits;
  } catch (thrown) {
    rollBackQuietly(db);
    throw thrown;
  }
}

/** After some errors SQLite has rolled back by itself; the error that led here is the one to tell. */
function rollBackQuietly(db: Database): void {
  try {
    db.exec('ROLLBACK');
  } catch {
    // See above.
  }
}

function replay(db: Database, record: JournalRecord, identity: Identity, projectors: Projectors): boolean {
  const head = readHead(db);
  const read = readEntry(record.bytes, record.signature);
  if (!read.ok) return false;
  const fault = checkEntry(read.value, { ...identity, seq: head.size, previous: head.leaf });
  if (fault !== undefined) return false;
  try {
    applyEntry(db, read.value, record.aux, projectors);
    return true;
  } catch (thrown) {
    if (storageTrouble(thrown)?.kind === 'constraint') return false;
    throw thrown;
  }
}

function* newestRecords(db: Database, from: number, to: number): Generator<JournalRecord> {
  for (let seq = from; seq < to; seq += SLICE) yield* readRecords(db, seq, Math.min(SLICE, to - seq));
}
