import type { Database } from '@signalapp/sqlcipher';
import { join } from 'node:path';
import type { TroubleCode } from '../../../shared/ipc/views.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { createPseudonyms } from '../entitlements/pseudonym.ts';
import { createRoll } from '../roll/roll.ts';
import type { Cycle } from '../session/serving.ts';
import type { Disk } from '../store/disk.ts';
import { rollMigrations } from '../store/migrations.ts';
import { openDatabase } from '../store/open-database.ts';
import type { z } from 'zod';

export type CycleFile = Readonly<{ file: string; key: Uint8Array; manifestHash: string }>;
export type OpenCycleFailure = z.infer<typeof TroubleCode> | 'storage-fault';

/** The cycle database in force, or undefined before the first install. */
export function readCycleFile(db: Database): CycleFile | undefined {
  const row = db
    .prepare('SELECT file, key, manifest_hash FROM cycle_file')
    .get<{ file: string; key: string; manifest_hash: string }>();
  return row && { file: row.file, key: Buffer.from(row.key, 'hex'), manifestHash: row.manifest_hash };
}

/** Names the database in force and the key without which nobody can read it. The former key is overwritten. */
export function writeCycleFile(db: Database, { file, key, manifestHash }: CycleFile): void {
  db.prepare(
    `INSERT INTO cycle_file (id, file, key, manifest_hash) VALUES (1, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET file = excluded.file, key = excluded.key, manifest_hash = excluded.manifest_hash`,
  ).run([file, Buffer.from(key).toString('hex'), manifestHash]);
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
  const roll = createRoll(db);
  return ok({ roll, pseudonyms: createPseudonyms(roll.manifest().cycleSecret), close: () => db.close() });
}
