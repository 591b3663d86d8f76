import type { Database } from '@signalapp/sqlcipher';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Disk } from '../store/disk.ts';

/** `cycle-<number>-<8 hex digits>.db`, and what SQLite may leave beside it. */
const CYCLE_FILE = /^cycle-\d+-[0-9a-f]{8}\.db(?:-wal|-shm|-journal)?$/;
const BESIDE = ['', '-wal', '-shm', '-journal'] as const;

export function cycleFileName(packageNumber: number, suffix: Uint8Array): string {
  return `cycle-${packageNumber}-${Buffer.from(suffix.subarray(0, 4)).toString('hex')}.db`;
}

export function removeCycleFile(disk: Disk, path: string): void {
  for (const suffix of BESIDE) disk.remove(path + suffix);
}

/**
 * Removes cycle databases that no ledger knows: of an install that was cut off, or of cycles whose key is gone.
 * `keep` holds file names. Answers how many databases went.
 */
export function removeOrphans(disk: Disk, folder: string, keep: readonly string[]): number {
  const kept = new Set(keep.flatMap((name) => BESIDE.map((suffix) => name + suffix)));
  const orphans = readdirSync(folder).filter((name) => CYCLE_FILE.test(name) && !kept.has(name));
  for (const name of orphans) disk.remove(join(folder, name));
  return orphans.filter((name) => name.endsWith('.db')).length;
}

/**
 * While a new file is filled nobody relies on it, so nothing is journalled: a failed install removes the file.
 * `sealBulk` must follow before it is used.
 */
export function startBulk(db: Database): void {
  db.exec('PRAGMA journal_mode = OFF');
  db.exec('PRAGMA synchronous = OFF');
  db.exec('PRAGMA locking_mode = EXCLUSIVE');
  db.exec('PRAGMA cache_size = -65536');
}

/** Closes a filled database and makes it durable. */
export function sealBulk(disk: Disk, db: Database, path: string, folder: string): void {
  db.exec('PRAGMA locking_mode = NORMAL');
  db.exec('PRAGMA journal_mode = WAL');
  db.close();
  const file = disk.open(path);
  try {
    disk.syncData(file);
  } finally {
    disk.close(file);
  }
  disk.syncFolder(folder);
}
