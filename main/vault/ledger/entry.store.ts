import type { Database } from '@signalapp/sqlcipher';
import { blob } from '../store/blob.ts';
import { NO_LEAF, readEntry } from './entry.ts';
import type { Appended } from './ledger.types.ts';
import type { JournalRecord } from './record.ts';
import { growStoredTree } from './tree.store.ts';

export type StoredHead = Readonly<{ size: number; leaf: Uint8Array }>;
export type VerifiedPoint = Readonly<{ size: number; leaf: Uint8Array; frontier: Uint8Array }>;

type EntryRow = Readonly<{
  seq: number;
  body: Uint8Array;
  leaf: Uint8Array;
  signature: Uint8Array;
  aux: string | null;
}>;

/** Adds entry, aux and what the entry completes of the tree; the caller holds the transaction. */
export function insertEntry(db: Database, appended: Appended, aux: string): void {
  const { entry, bytes, leaf, signature } = appended;
  db.prepare('INSERT INTO entry (seq, type, at_ms, body, leaf, signature) VALUES (?, ?, ?, ?, ?, ?)').run([
    entry.seq,
    entry.t,
    Date.parse(entry.at),
    blob(bytes),
    blob(leaf),
    blob(signature),
  ]);
  if (aux !== '') db.prepare('INSERT INTO entry_aux (seq, aux) VALUES (?, ?)').run([entry.seq, aux]);
  growStoredTree(db, entry.seq, leaf);
}

export function readHead(db: Database): StoredHead {
  const row = db
    .prepare('SELECT seq, leaf FROM entry ORDER BY seq DESC LIMIT 1')
    .get<{ seq: number; leaf: Uint8Array<ArrayBuffer> }>();
  return row === undefined ? { size: 0, leaf: NO_LEAF } : { size: row.seq + 1, leaf: new Uint8Array(row.leaf) };
}

/** Stored entries `from` … `from + count - 1`, as journal records with the stored leaf. */
export function readRecords(
  db: Database,
  from: number,
  count: number,
): (JournalRecord & Readonly<{ leaf: Uint8Array }>)[] {
  const rows = db
    .prepare(
      `SELECT entry.seq, body, leaf, signature, aux FROM entry LEFT JOIN entry_aux ON entry_aux.seq = entry.seq
       WHERE entry.seq >= ? AND entry.seq < ? ORDER BY entry.seq`,
    )
    .all([from, from + count]) as unknown as EntryRow[];
  return rows.map(({ seq, body, leaf, signature, aux }) => ({
    seq,
    // The driver gives Buffers, which compare and print otherwise.
    bytes: new Uint8Array(body),
    leaf: new Uint8Array(leaf),
    signature: new Uint8Array(signature),
    aux: aux ?? '',
  }));
}

/** Throws where a stored entry cannot be read: the log was verified when it was opened. */
export function readEntries(db: Database, from: number, count: number): Appended[] {
  return readRecords(db, from, count).map(({ bytes, signature, seq }) => {
    const read = readEntry(bytes, signature);
    if (!read.ok) throw new Error(`Entry ${seq} cannot be read`);
    return read.value;
  });
}

export function readVerified(db: Database): VerifiedPoint | undefined {
  const row = db.prepare('SELECT size, leaf, frontier FROM verified').get() as VerifiedPoint | undefined;
  return row && { size: row.size, leaf: new Uint8Array(row.leaf), frontier: new Uint8Array(row.frontier) };
}

export function writeVerified(db: Database, point: VerifiedPoint): void {
  db.prepare(
    `INSERT INTO verified (id, size, leaf, frontier) VALUES (1, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET size = excluded.size, leaf = excluded.leaf, frontier = excluded.frontier`,
  ).run([point.size, blob(point.leaf), blob(point.frontier)]);
}
