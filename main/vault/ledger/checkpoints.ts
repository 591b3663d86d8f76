import type { Database } from '@signalapp/sqlcipher';
import { join } from 'node:path';
import { equalBytes, utf8Bytes, utf8Text } from '../../../shared/wire/bytes.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';
import {
  checkpointText,
  formatNote,
  parseCheckpoint,
  parseNote,
  signNote,
  verifyNote,
  type Checkpoint,
} from '../../../shared/wire/note.ts';
import { consistencyProof, verifyConsistency } from '../../../shared/wire/proof.ts';
import { rootAt } from '../../../shared/wire/subtrees.ts';
import { verify } from '../crypto/ed25519.ts';
import { replaceFile, type Disk } from '../store/disk.ts';
import { storageTrouble } from '../store/errors.ts';
import { storedSubtrees } from './tree.store.ts';
import type { Identity } from './verify.ts';

/** After this many entries, and this long after the last one where there are new entries, the log's head is signed. */
export const CHECKPOINT_EVERY = 100;
const CHECKPOINT_AFTER_MS = 15 * 60_000;
const MAXIMUM_BYTES = 4096;

export type CheckpointPorts = Readonly<{
  disk: Disk;
  directory: string;
  origin: string;
  signer: Signer;
  nowMs: () => number;
}>;

/** The log as its entries make it. */
type Head = Readonly<{ size: number; root: Uint8Array }>;

/**
 * The note over the first `size` entries (size > 0), signed now or before. What is signed is kept in two places first: in the
 * database, and, for the newest, in a file of its own, by which a later start knows how long the log must be. Throws what
 * disk and database throw.
 */
export function checkpointAt(db: Database, ports: CheckpointPorts, head: Head, size: number): string {
  const stored = db.prepare('SELECT note FROM checkpoint WHERE size = ?', { pluck: true }).get<string>([size]);
  if (stored !== undefined) return stored;
  const { origin, signer } = ports;
  const text = checkpointText({ origin, size, root: provenRoot(db, head, size) });
  const note = formatNote(text, [signNote(text, origin, signer)]);
  if (size > (newest(db)?.size ?? 0)) replaceFile(ports.disk, pathOf(ports), utf8Bytes(note));
  db.prepare('INSERT INTO checkpoint (size, at_ms, note) VALUES (?, ?, ?)').run([size, ports.nowMs(), note]);
  return note;
}

/** Signs the head where the rule asks for it. A disk that cannot keep it is told by the next act that needs the disk. */
export function checkpointQuietly(db: Database, ports: CheckpointPorts, head: Head): void {
  try {
    checkpointAt(db, ports, head, head.size);
  } catch (thrown) {
    if (storageTrouble(thrown) === undefined) throw thrown;
  }
}

/** True where there are entries that no checkpoint of the last quarter of an hour, by the wall clock, covers. */
export function checkpointIsDue(db: Database, size: number, nowMs: number): boolean {
  const last = newest(db);
  if (size === 0 || last?.size === size) return false;
  // A clock that was set back must not keep the next one away.
  return last === undefined || Math.abs(nowMs - last.at_ms) >= CHECKPOINT_AFTER_MS;
}

/**
 * The newest checkpoint that this station is known to have signed, out of its file; undefined where that is lost or damaged:
 * the station then knows no more than its entries tell.
 */
export function signedFloor(disk: Disk, directory: string, { origin, publicKey }: Identity): Checkpoint | undefined {
  const path = pathOf({ directory });
  if (!disk.exists(path)) return undefined;
  const text = readText(disk, path);
  const note = text === undefined ? undefined : parseNote(text);
  if (note?.ok !== true || !verifyNote(note.value, { name: origin, publicKey }, verify)) return undefined;
  const checkpoint = parseCheckpoint(note.value.text);
  return checkpoint.ok && checkpoint.value.origin === origin ? checkpoint.value : undefined;
}

/** True where the log begins as it was when the checkpoint was signed. */
export function agreesWith(db: Database, { size, root }: Checkpoint): boolean {
  return equalBytes(rootAt(storedSubtrees(db), size), root);
}

/** A root that is signed stands for ever, so it is first shown to be the beginning of the head that the entries gave. */
function provenRoot(db: Database, head: Head, size: number): Uint8Array {
  const subtrees = storedSubtrees(db);
  const fromRoot = rootAt(subtrees, size);
  const proof = consistencyProof(subtrees, size, head.size);
  if (!verifyConsistency({ fromSize: size, fromRoot, toSize: head.size, toRoot: head.root, proof }))
    throw new Error('The stored tree is wrong');
  return fromRoot;
}

function newest(db: Database): Readonly<{ size: number; at_ms: number }> | undefined {
  return db.prepare('SELECT size, at_ms FROM checkpoint ORDER BY size DESC LIMIT 1').get();
}

function readText(disk: Disk, path: string): string | undefined {
  try {
    return utf8Text(disk.read(path, MAXIMUM_BYTES));
  } catch (thrown) {
    if (storageTrouble(thrown) !== undefined) throw thrown;
    // Too large or no text: not what was written here.
    return undefined;
  }
}

function pathOf({ directory }: Pick<CheckpointPorts, 'directory'>): string {
  return join(directory, 'ledger.checkpoint');
}
