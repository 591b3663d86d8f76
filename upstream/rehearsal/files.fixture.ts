import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** SHA-256 of every file in the folder; what SQLite only keeps while a database is open is left out. */
export function hashes(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => !/-(wal|shm)$/.test(name));
  return Object.fromEntries(
    names.map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]),
  );
}

/** Turns the bits of one byte over. */
export function flip(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
}

/** A full disk, as Node tells it. */
export function noSpace(): never {
  throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
}

/** Papers as what they would say. */
export function asData(data: object): Promise<Uint8Array> {
  return Promise.resolve(new TextEncoder().encode(JSON.stringify(data)));
}
