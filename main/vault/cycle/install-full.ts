import type { Database } from '@signalapp/sqlcipher';
import { join } from 'node:path';
import type { Operator } from '../../../shared/domain/policy.ts';
import type { PackageManifest } from '../../../shared/wire/documents.ts';
import { tarBytes } from '../../../shared/wire/package/layout.ts';
import { countExpected } from '../roll/expected.ts';
import { writeMeta } from '../roll/meta.ts';
import { closeQuietly } from '../store/close.ts';
import { rollMigrations } from '../store/migrations.ts';
import { cycleFileName, removeCycleFile, sealBulk, startBulk } from './cycle-files.ts';
import { readFullContent, type FullContent, type Slice } from './full-content.ts';
import type { Installed, InstallOptions, InstallPorts } from './install.ts';
import { Refusal } from './refusal.ts';
import type { Unpacked } from './unpack.ts';

const KEY_BYTES = 32;
/** A cycle database is about this many times its parts (index, page ends), and this much at least. */
const DISK_FACTOR = 1.6;
const DISK_SPARE_BYTES = 32 * 1024 * 1024;

/** Fills a new cycle database under a random key. On any failure its file is gone again. Throws a Refusal. */
export async function installFull(unpacked: Unpacked, options: InstallOptions, slice: Slice): Promise<Installed> {
  const { folder, ports } = options;
  const { manifest, manifestHash } = unpacked;
  const neededBytes = tarBytes(manifest.parts.map(({ bytes }) => bytes)) * DISK_FACTOR + DISK_SPARE_BYTES;
  if (ports.freeBytes(folder) < neededBytes) throw new Refusal('disk-full');
  const key = ports.random(KEY_BYTES);
  const file = cycleFileName(manifest.number, ports.random(4));
  const path = join(folder, file);
  let db: Database | undefined;
  try {
    db = openNew(path, key, ports);
    const content = await fill(db, unpacked, options.certificate.desk, slice);
    requireUsablePins(content.operators, options.pinAllowed);
    await slice('finishing');
    sealBulk(ports.disk, db, path, folder);
    db = undefined;
    return { kind: 'full', file, key, manifest, manifestHash, ...content };
  } catch (thrown) {
    closeQuietly(db);
    removeCycleFile(ports.disk, path);
    throw thrown;
  }
}

async function fill(
  db: Database,
  { manifest, manifestHash, parts }: Unpacked,
  desk: string,
  slice: Slice,
): Promise<FullContent> {
  startBulk(db);
  db.exec('BEGIN');
  const content = await readFullContent(db, manifest, parts, slice);
  requireCounts(db, content);
  const expected = await countExpected(db, desk, () => slice('finishing'));
  writeMeta(db, { manifest: withoutParts(manifest), manifestHash, expected });
  db.exec('COMMIT');
  return content;
}

export function withoutParts({ parts: _parts, ...manifest }: PackageManifest): Omit<PackageManifest, 'parts'> {
  return manifest;
}

/** Reads back what the database really holds. */
function requireCounts(db: Database, content: FullContent): void {
  const count = (table: string): number => Number(db.prepare(`SELECT count(*) FROM ${table}`, { pluck: true }).get([]));
  if (count('household') !== content.households || count('entitlement') !== content.entitlements) {
    throw new Refusal('storage-fault');
  }
}

/** A PIN alone falls to guessing in minutes; it is only taken beside a device secret. */
export function requireUsablePins(operators: readonly Operator[], pinAllowed: boolean): void {
  if (!pinAllowed && operators.some(({ secretKind }) => secretKind === 'pin'))
    throw new Refusal('pin-needs-device-secret');
}

function openNew(path: string, key: Uint8Array, ports: InstallPorts): Database {
  const opened = ports.openDatabase({ path, key, migrations: rollMigrations, now: ports.now });
  if (opened.ok) return opened.value;
  throw new Refusal(opened.error === 'disk-full' ? 'disk-full' : 'storage-fault');
}
