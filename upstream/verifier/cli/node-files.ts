import { Decrypter } from 'age-encryption';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { UPLOAD_LIMITS } from '../../../shared/wire/upload.ts';
import type { AuditFile } from '../core/run-audit.ts';
import { UsageError } from './usage-error.ts';

const MAXIMUM_SMALL_BYTES = 16 * 1024 * 1024;
const READ_BYTES = 256 * 1024;

/** The files named, and the checkpoint that lies beside each of them under its name with `.checkpoint`. Throws a UsageError. */
export function auditFiles(paths: readonly string[]): AuditFile[] {
  const beside = paths.map((path) => `${path}.checkpoint`).filter((path) => existsSync(path));
  return [...new Set([...paths, ...beside])].map(auditFile);
}

function auditFile(path: string): AuditFile {
  return {
    name: basename(path),
    bytes: sizeOf(path),
    read: () => createReadStream(path, { highWaterMark: READ_BYTES }),
  };
}

/** Throws a UsageError. */
export function readSmallFile(path: string): Uint8Array {
  if (sizeOf(path) > MAXIMUM_SMALL_BYTES) throw new UsageError(`${path} is too large to be what it should be`);
  try {
    return new Uint8Array(readFileSync(path));
  } catch {
    throw new UsageError(`${path} cannot be read`);
  }
}

export async function* gunzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* bounded(Readable.from(bytes).pipe(createGunzip()));
}

/** Opens sealed bundles: age, then brotli. `identity` is an age secret key. */
export function unsealWith(identity: string): (bytes: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array> {
  return async function* unseal(bytes) {
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const sealed = await whole(bytes);
    const packed = await decrypter.decrypt(sealed);
    yield* bounded(Readable.from([packed]).pipe(createBrotliDecompress()));
  };
}

async function* bounded(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > UPLOAD_LIMITS.bundlePlainBytes) throw new RangeError('Too large when unpacked');
    yield chunk;
  }
}

/** Bundles are bounded, and age gives nothing out before its end can be checked. */
async function whole(bytes: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    length += chunk.length;
    if (length > UPLOAD_LIMITS.bundleBytes) throw new RangeError('Too large for a bundle');
    pieces.push(chunk);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

function sizeOf(path: string): number {
  try {
    const stat = statSync(path);
    if (stat.isFile()) return stat.size;
  } catch {
    // Told below.
  }
  throw new UsageError(`${path} is not there, or is not a file`);
}
