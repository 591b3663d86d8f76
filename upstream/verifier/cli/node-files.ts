import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import type { AuditFile } from '../core/run-audit.ts';
import { bounded } from '../core/sealed.ts';
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

export function unbrotli(packed: Uint8Array): AsyncIterable<Uint8Array> {
  return Readable.from([packed]).pipe(createBrotliDecompress());
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
