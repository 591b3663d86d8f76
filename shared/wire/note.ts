import { sha256 } from '@noble/hashes/sha2.js';
import { err, ok, type Result } from '../result.ts';
import { equalBytes, fromBase64, joinBytes, toBase64, utf8Bytes } from './bytes.ts';
import type { Signer, Verify } from './ed25519.ts';

/**
 * Signed notes (c2sp.org/signed-note), checkpoints (c2sp.org/tlog-checkpoint), cosignatures (c2sp.org/tlog-cosignature) and
 * proof files (c2sp.org/tlog-proof). A note is a text that ends in a newline, an empty line, and signature lines.
 */
export type Checkpoint = Readonly<{ origin: string; size: number; root: Uint8Array }>;
export type NoteSignature = Readonly<{ name: string; keyHash: Uint8Array; signature: Uint8Array }>;
export type Note = Readonly<{ text: string; signatures: readonly NoteSignature[] }>;
export type NoteKey = Readonly<{ name: string; publicKey: Uint8Array }>;
export type InclusionFile = Readonly<{ index: number; proof: readonly Uint8Array[]; note: string }>;

const ED25519 = 0x01;
const COSIGNATURE = 0x04;
const MAXIMUM_NOTE_LENGTH = 65_536;
const MAXIMUM_SIGNATURES = 64;
const MAXIMUM_PROOF = 63;
const DASH = '\u2014';
const PROOF_HEAD = 'c2sp.org/tlog-proof@v1';

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

export function parseCheckpoint(text: string): Result<Checkpoint, 'malformed'> {
  const match = /^([^\n]{1,200})\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text);
  const size = Number(match?.[2]);
  const root = match?.[3] === undefined ? undefined : decode(match[3]);
  if (match?.[1] === undefined || root === undefined || !Number.isSafeInteger(size)) return err('malformed');
  return ok({ origin: match[1], size, root });
}

/** One signature line of the note's author, without the newline. */
export function signNote(text: string, name: string, signer: Signer): string {
  return signatureLine(name, keyHash(name, ED25519, signer.publicKey), signer.sign(utf8Bytes(text)));
}

/** A witness's line: it saw this checkpoint at `timeSeconds` (UNIX) and never one that contradicts it. */
export function cosignNote(text: string, name: string, signer: Signer, timeSeconds: number): string {
  const signature = signer.sign(cosignedBytes(text, timeSeconds));
  return signatureLine(
    name,
    keyHash(name, COSIGNATURE, signer.publicKey),
    joinBytes(timeBytes(timeSeconds), signature),
  );
}

export function formatNote(text: string, lines: readonly string[]): string {
  return `${text}\n${lines.map((line) => `${line}\n`).join('')}`;
}

export function parseNote(note: string): Result<Note, 'too-large' | 'malformed'> {
  if (note.length > MAXIMUM_NOTE_LENGTH) return err('too-large');
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n') || hasControl(note) || !note.isWellFormed()) return err('malformed');
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MAXIMUM_SIGNATURES) return err('too-large');
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const match = /^\u2014 ([^ +\n]{1,200}) ([A-Za-z0-9+/=]{8,400})$/.exec(line);
    const bytes = match?.[2] === undefined ? undefined : decode(match[2]);
    if (match?.[1] === undefined || bytes === undefined || bytes.length < 5) return err('malformed');
    signatures.push({ name: match[1], keyHash: bytes.subarray(0, 4), signature: bytes.subarray(4) });
  }
  return ok({ text: note.slice(0, split + 1), signatures });
}

/** True where the author's key signed the note. */
export function verifyNote(note: Note, key: NoteKey, verify: Verify): boolean {
  const found = findSignature(note, key, ED25519);
  return found !== undefined && verify(found, utf8Bytes(note.text), key.publicKey);
}

/** The time (UNIX seconds) at which the witness signed, or undefined where it did not. */
export function verifyCosignature(note: Note, key: NoteKey, verify: Verify): number | undefined {
  const found = findSignature(note, key, COSIGNATURE);
  if (found?.length !== 72) return undefined;
  const timeSeconds = Number(new DataView(found.buffer, found.byteOffset, 8).getBigUint64(0));
  if (!Number.isSafeInteger(timeSeconds)) return undefined;
  return verify(found.subarray(8), cosignedBytes(note.text, timeSeconds), key.publicKey) ? timeSeconds : undefined;
}

/** A proof file ends with the last signature line: one more empty line would make the note malformed. */
export function formatInclusionFile({ index, proof, note }: InclusionFile): string {
  return [PROOF_HEAD, `index ${index}`, ...proof.map(toBase64), '', note].join('\n');
}

export function parseInclusionFile(file: string): Result<InclusionFile, 'too-large' | 'malformed'> {
  if (file.length > MAXIMUM_NOTE_LENGTH * 2) return err('too-large');
  const split = file.indexOf('\n\n');
  const [head, second, ...hashes] = file.slice(0, Math.max(split, 0)).split('\n');
  const index = Number(/^index (0|[1-9]\d{0,15})$/.exec(second ?? '')?.[1]);
  if (head !== PROOF_HEAD || !Number.isSafeInteger(index) || hashes.length > MAXIMUM_PROOF) return err('malformed');
  const proof = hashes.map(decode).filter((hash) => hash?.length === 32) as Uint8Array[];
  return proof.length === hashes.length ? ok({ index, proof, note: file.slice(split + 2) }) : err('malformed');
}

function findSignature(note: Note, key: NoteKey, type: number): Uint8Array | undefined {
  const hash = keyHash(key.name, type, key.publicKey);
  return note.signatures.find(({ name, keyHash: found }) => name === key.name && equalBytes(found, hash))?.signature;
}

function signatureLine(name: string, hash: Uint8Array, signature: Uint8Array): string {
  return `${DASH} ${name} ${toBase64(joinBytes(hash, signature))}`;
}

function keyHash(name: string, type: number, publicKey: Uint8Array): Uint8Array {
  return sha256(joinBytes(utf8Bytes(`${name}\n`), Uint8Array.of(type), publicKey)).subarray(0, 4);
}

function cosignedBytes(text: string, timeSeconds: number): Uint8Array {
  return utf8Bytes(`cosignature/v1\ntime ${timeSeconds}\n${text}`);
}

function timeBytes(timeSeconds: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(timeSeconds));
  return bytes;
}

function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x20 && code !== 0x0a) return true;
  }
  return false;
}

function decode(text: string): Uint8Array | undefined {
  try {
    return fromBase64(text);
  } catch {
    return undefined;
  }
}
