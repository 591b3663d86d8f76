import type { Database } from '@signalapp/sqlcipher';
import { join } from 'node:path';
import type { CycleTroubleCode } from '../../../shared/ipc/views.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { createPseudonyms } from '../entitlements/pseudonym.ts';
import { createRoll } from '../roll/roll.ts';
import type { Cycle } from '../session/serving.ts';
import type { Disk } from '../store/disk.ts';
import { closeQuietly } from '../store/close.ts';
import { storageTrouble } from '../store/errors.ts';
import { rollMigrations } from '../store/migrations.ts';
import { checkDatabase, openDatabase } from '../store/open-database.ts';

export type CycleFile = Readonly<{ file: string; key: Uint8Array; manifestHash: string }>;
type Known = CycleFile & Readonly<{ damaged: boolean }>;
export type OpenCycleFailure = CycleTroubleCode | 'disk-full' | 'storage-fault';

/** The cycle database in force, or undefined before the first install. */
export function readCycleFile(db: Database): Known | undefined {
  const row = db
    .prepare('SELECT file, key, manifest_hash, damaged FROM cycle_file')
    .get<{ file: string; key: string; manifest_hash: string; damaged: number }>();
  return (
    row && {
      file: row.file,
      key: Buffer.from(row.key, 'hex'),
      manifestHash: row.manifest_hash,
      damaged: row.damaged === 1,
    }
  );
}

/** Names the database in force, or none, and the key without which nobody can read it. The former key is overwritten. */
export function writeCycleFile(db: Database, named: (CycleFile & Readonly<{ damaged?: boolean }>) | undefined): void {
  if (named === undefined) {
    db.exec('DELETE FROM cycle_file');
    return;
  }
  const { file, key, manifestHash, damaged = false } = named;
  db.prepare(
    `INSERT INTO cycle_file (id, file, key, manifest_hash, damaged) VALUES (1, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       file = excluded.file, key = excluded.key, manifest_hash = excluded.manifest_hash,
       damaged = excluded.damaged`,
  ).run([file, Buffer.from(key).toString('hex'), manifestHash, damaged ? 1 : 0]);
}

/** Remembers that the roll cannot be believed any more. What the ledger says stands. */
export function markCycleDamaged(db: Database): void {
  db.exec('UPDATE cycle_file SET damaged = 1');
}

/**
 * Number of the newest full package that the ledger names, or 0. Where its roll is lost this one may be installed again, and
 * its deltas after it, but nothing older.
 */
export function newestFullPackage(db: Database): number {
  return Number(db.prepare(`SELECT coalesce(max(number), 0) FROM package WHERE kind = 'full'`, { pluck: true }).get());
}

/** True where the ledger names this very package as one that was in force. */
export function isKnownPackage(db: Database, manifestHash: string): boolean {
  return db.prepare('SELECT 1 FROM package WHERE hash = ?', { pluck: true }).get([manifestHash]) !== undefined;
}

/** Opens the roll for reading. A file that is gone or damaged is told, never replaced. */
export function openCycle(
  disk: Disk,
  folder: string,
  { file, key }: CycleFile,
  now: () => number,
): Result<Cycle, OpenCycleFailure> {
  const path = join(folder, file);
  if (!disk.exists(path)) return err('files-missing');
  const opened = openDatabase({ path, key, migrations: rollMigrations, now });
  if (!opened.ok) return opened;
  const db = opened.value;
  try {
    const roll = createRoll(db);
    return ok({
      roll,
      pseudonyms: createPseudonyms(roll.manifest().cycleSecret),
      isSound: () => checkDatabase(db, { path, key }).ok,
      close: () => db.close(),
    });
  } catch (thrown) {
    closeQuietly(db);
    const kind = storageTrouble(thrown)?.kind;
    if (kind === undefined || kind === 'constraint') throw thrown;
    return err(kind === 'damaged' || kind === 'not-a-database' ? 'database-damaged' : 'storage-fault');
  }
}
