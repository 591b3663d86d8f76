import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { readRows } from '../../main/vault/cycle/lines.ts';
import { Refusal } from '../../main/vault/cycle/refusal.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { parseStrictJson } from '../../shared/wire/canonical.ts';
import { PAYLOAD_TYPE } from '../../shared/wire/documents.ts';
import { openEnvelope } from '../../shared/wire/dsse.ts';
import { DueHead, DueLine } from '../../shared/wire/due.ts';
import type { Verify } from '../../shared/wire/ed25519.ts';
import { DUE_BOUNDS } from './layout.ts';

export type DueFailureCode =
  | 'unreadable-file'
  | 'not-a-due-list'
  | 'too-large'
  | 'unknown-issuer'
  | 'forged'
  | 'damaged'
  | 'bad-content';
/** `place` names a line of the file, never a person. */
export type DueFailure = Readonly<{ code: DueFailureCode; place?: string }>;

export type DueTrust = Readonly<{
  /** The issuing key of that id, or undefined where it is not trusted. */
  findKey: (keyId: string) => Uint8Array | undefined;
  verify: Verify;
}>;

const NEWLINE = 10;

class DueRefusal extends Error {
  readonly failure: DueFailure;
  constructor(code: DueFailureCode, place?: string) {
    super(code);
    this.failure = place === undefined ? { code } : { code, place };
  }
}

/**
 * Reads a `.due` file from first to last byte: signature first, then the lines in batches, then their count and hash. Whoever
 * keeps lines must have read the file once before without keeping any: only the end tells that it is whole.
 */
export async function readDue(
  path: string,
  trust: DueTrust,
  take: (lines: readonly DueLine[], head: DueHead) => Promise<void> | void = () => undefined,
): Promise<Result<DueHead, DueFailure>> {
  try {
    const { size } = await stat(path);
    if (size > DUE_BOUNDS.fileBytes) return err({ code: 'too-large' });
    const chunks = unpacked(path);
    const { first, rest } = await splitHead(chunks);
    const head = readHead(first, trust);
    const hash = createHash('sha256');
    let count = 0;
    for await (const rows of readRows(hashed(rest, chunks, hash), 'due', { schema: DueLine })) {
      count += rows.length;
      if (count > head.count) throw new DueRefusal('damaged');
      await take(
        rows.map(({ value }) => value),
        head,
      );
    }
    if (count !== head.count || hash.digest('hex') !== head.sha256) throw new DueRefusal('damaged');
    return ok(head);
  } catch (thrown) {
    return err(failureOf(thrown));
  }
}

function readHead(line: Uint8Array, { findKey, verify }: DueTrust): DueHead {
  const opened = openEnvelope(line, {
    payloadType: PAYLOAD_TYPE.due,
    maximumBytes: DUE_BOUNDS.headBytes,
    findKey,
    verify,
  });
  if (!opened.ok) {
    if (opened.error === 'unknown-key') throw new DueRefusal('unknown-issuer');
    throw new DueRefusal(opened.error === 'forged' ? 'forged' : 'not-a-due-list');
  }
  const json = parseStrictJson(opened.value.payload, DUE_BOUNDS.headBytes);
  const head = DueHead.safeParse(json.ok ? json.value : undefined);
  if (!head.success) throw new DueRefusal('bad-content', 'line 1');
  return head.data;
}

async function* unpacked(path: string): AsyncGenerator<Buffer> {
  let bytes = 0;
  const file = createReadStream(path);
  const gunzip = createGunzip();
  file.on('error', (error) => gunzip.destroy(error));
  for await (const chunk of file.pipe(gunzip)) {
    bytes += (chunk as Buffer).length;
    if (bytes > DUE_BOUNDS.unpackedBytes) throw new DueRefusal('too-large');
    yield chunk as Buffer;
  }
}

async function splitHead(chunks: AsyncGenerator<Buffer>): Promise<{ first: Buffer; rest: Buffer }> {
  let read: Buffer = Buffer.alloc(0);
  for (;;) {
    const next = await chunks.next();
    if (next.done === true) throw new DueRefusal('not-a-due-list');
    read = Buffer.concat([read, next.value]);
    const end = read.indexOf(NEWLINE);
    if (end >= 0 && end < DUE_BOUNDS.headBytes)
      return { first: read.subarray(0, end), rest: Buffer.from(read.subarray(end + 1)) };
    if (read.length > DUE_BOUNDS.headBytes) throw new DueRefusal('not-a-due-list');
  }
}

async function* hashed(rest: Buffer, chunks: AsyncGenerator<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  hash.update(rest);
  yield rest;
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

function failureOf(thrown: unknown): DueFailure {
  if (thrown instanceof DueRefusal) return thrown.failure;
  if (thrown instanceof Refusal) {
    const { code, place } = thrown.failure;
    const kept = code === 'too-large' ? 'too-large' : 'bad-content';
    return place === undefined ? { code: kept } : { code: kept, place };
  }
  const code = (thrown as NodeJS.ErrnoException).code ?? '';
  if (/^(?:ENOENT|EACCES|EISDIR|EIO)$/.test(code)) return { code: 'unreadable-file' };
  if (code.startsWith('Z_')) return { code: code === 'Z_DATA_ERROR' ? 'not-a-due-list' : 'damaged' };
  throw thrown;
}
