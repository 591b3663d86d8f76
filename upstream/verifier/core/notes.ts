import { equalBytes, fromBase64Url } from '../../../shared/wire/bytes.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { openEnvelope } from '../../../shared/wire/dsse.ts';
import { keyId, type Verify } from '../../../shared/wire/ed25519.ts';
import {
  parseCheckpoint,
  parseNote,
  verifyCosignature,
  verifyNote,
  type Checkpoint,
  type Note,
  type NoteKey,
} from '../../../shared/wire/note.ts';
import { Acknowledgement } from '../../../shared/wire/upload.ts';
import type { Findings } from './catalogue.ts';
import type { LogAudit } from './log-audit.ts';

export type ReadNote = Readonly<{ file: string; note: Note; checkpoint: Checkpoint }>;

/** The collector's signed word that it holds the first `size` entries. `timeMs` by the collector's clock. */
export type Cosigned = Readonly<{ size: number; name: string; timeMs: number }>;
export type Noted = Readonly<{ signedSizes: readonly number[]; cosigned: readonly Cosigned[] }>;

/** Station and collector may be this far apart. */
const AHEAD_MS = 10 * 60_000;
const MAXIMUM_BYTES = 256 * 1024;

export function readNote(file: string, text: string): ReadNote | undefined {
  const note = parseNote(text);
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note;
  return note.ok && checkpoint.ok ? { file, note: note.value, checkpoint: checkpoint.value } : undefined;
}

/** The acknowledgement that came back on a stick, believed by the collector's signature. */
export function readAcknowledgement(
  bytes: Uint8Array,
  collector: NoteKey | undefined,
  verify: Verify,
): Acknowledgement | 'forged' | 'malformed' {
  const opened = openEnvelope(bytes, {
    payloadType: PAYLOAD_TYPE.acknowledgement,
    maximumBytes: MAXIMUM_BYTES,
    findKey: (id) => (collector !== undefined && keyId(collector.publicKey) === id ? collector.publicKey : undefined),
    verify,
  });
  if (!opened.ok) return opened.error === 'forged' || opened.error === 'unknown-key' ? 'forged' : 'malformed';
  const json = parseStrictJson(opened.value.payload, MAXIMUM_BYTES);
  return (json.ok ? Acknowledgement.safeParse(json.value).data : undefined) ?? 'malformed';
}

type Options = Readonly<{ findings: Findings; verify: Verify; collector: NoteKey | undefined }>;

/** Holds checkpoints and cosignatures against the log as it was read. */
export function checkNotes(log: LogAudit, notes: readonly ReadNote[], options: Options): Noted {
  const signedSizes: number[] = [];
  const cosigned: Cosigned[] = [];
  for (const read of notes) {
    if (checkNote(log, read, options)) signedSizes.push(read.checkpoint.size);
    const seen = checkCosignature(log, read, options);
    if (seen !== undefined) cosigned.push(seen);
  }
  const place = { log: log.origin };
  const newest = cosigned.reduce((most, { size }) => Math.max(most, size), 0);
  if (newest === 0) options.findings.add('not-cosigned', place);
  else if (newest < log.size())
    options.findings.add('after-cosigned', place, { size: newest, after: log.size() - newest });
  return { signedSizes, cosigned };
}

/** True where the station signed this checkpoint and it fits. */
function checkNote(log: LogAudit, { file, note, checkpoint }: ReadNote, { findings, verify }: Options): boolean {
  const { size, root } = checkpoint;
  const place = { log: log.origin, file };
  const key = log.key();
  const signed = key !== undefined && verifyNote(note, { name: log.origin, publicKey: key }, verify);
  if (!signed) findings.add('checkpoint-forged', place, { size });
  if (size > log.size()) {
    // Of an extract it is no wonder that its end is elsewhere.
    if (log.from() === 0) findings.add('truncated', place, { size, entries: log.size() });
    return false;
  }
  // A hole in the log has been told; without the entries there is no root to compare.
  if (!log.isWhole()) return false;
  const own = log.root(size);
  if (own === undefined || !equalBytes(own, root)) {
    findings.add('wrong-root', place, { size });
    return false;
  }
  return signed;
}

/** The collector's cosignature of a note, if it is there and good. Every other cosignature is told. */
export function readCosignature(
  { file, note, checkpoint }: ReadNote,
  { findings, verify, collector }: Options,
): Cosigned | undefined {
  const { size, origin } = checkpoint;
  const place = { log: origin, file };
  const others = note.signatures.filter(({ name }) => name !== origin);
  for (const { name } of others) {
    if (collector === undefined) findings.add('cosignature-not-checked', place, { name });
    else if (name !== collector.name) findings.add('foreign-cosignature', place, { name });
  }
  if (collector === undefined || !others.some(({ name }) => name === collector.name)) return undefined;
  const timeSeconds = verifyCosignature(note, collector, verify);
  if (timeSeconds !== undefined) return { size, name: collector.name, timeMs: timeSeconds * 1000 };
  findings.add('cosignature-forged', place, { name: collector.name, size });
  return undefined;
}

/** The cosignature where it is of this very log. */
function checkCosignature(log: LogAudit, read: ReadNote, options: Options): Cosigned | undefined {
  const cosigned = readCosignature(read, options);
  if (cosigned === undefined) return undefined;
  const { size, timeMs } = cosigned;
  const atMs = log.atMs(size);
  const place = { log: log.origin, file: read.file, seq: size - 1 };
  if (atMs !== undefined && atMs > timeMs + AHEAD_MS)
    options.findings.add('ahead-of-collector', place, { minutes: Math.round((atMs - timeMs) / 60_000) });
  const root = log.root(size);
  return root !== undefined && equalBytes(root, read.checkpoint.root) ? cosigned : undefined;
}

/** The newest leaf that an acknowledgement names must be the log's own. */
export function checkAcknowledged(log: LogAudit, { head }: Acknowledgement, findings: Findings, file: string): void {
  const place = { log: log.origin, file };
  if (head.size > log.size()) return findings.add('truncated', place, { size: head.size, entries: log.size() });
  const leaf = head.size === 0 ? new Uint8Array(32) : log.leaf(head.size - 1);
  const named = fromLeaf(head.leaf);
  if (leaf === undefined || named === undefined || !equalBytes(leaf, named))
    findings.add('wrong-root', place, { size: head.size });
}

function fromLeaf(text: string): Uint8Array | undefined {
  try {
    return fromBase64Url(text);
  } catch {
    return undefined;
  }
}
