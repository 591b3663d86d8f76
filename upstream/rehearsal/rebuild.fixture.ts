import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from '@signalapp/sqlcipher';
import { deriveKey } from '../../main/vault/crypto/aead.ts';
import { openKeyslots } from '../../main/vault/crypto/keyslots.ts';
import { readEntry } from '../../main/vault/ledger/entry.ts';
import { readRecords } from '../../main/vault/ledger/entry.store.ts';
import { project } from '../../main/vault/ledger/recover.ts';
import { projectedRows, projectors } from '../../main/vault/projections.ts';
import { nodeDisk } from '../../main/vault/store/disk.ts';
import { ledgerMigrations } from '../../main/vault/store/migrations.ts';
import { openDatabase } from '../../main/vault/store/open-database.ts';
import { DEVICE_SECRET, SECRET } from './station.fixture.ts';

const random = (bytes: number): Uint8Array => new Uint8Array(bytes);

/** The ledger's database key of a closed station. */
async function ledgerKey(vaultFolder: string): Promise<Uint8Array> {
  const slots = openKeyslots({
    path: join(vaultFolder, 'keyslots.json'),
    disk: nodeDisk,
    random,
    now: () => 0,
    deviceSecret: Buffer.from(DEVICE_SECRET, 'hex'),
  });
  const opened = slots.ok ? await slots.value.unlock('AMINA', SECRET.AMINA) : slots;
  if (!opened.ok) throw new Error('The station cannot be opened');
  return deriveKey(opened.value.stationKey, 'tallypoint ledger v1');
}

/** Works on the database of a closed station, around all rules. */
export async function withLedger<T>(vaultFolder: string, work: (db: Database) => T): Promise<T> {
  const db = open(join(vaultFolder, 'ledger.db'), await ledgerKey(vaultFolder));
  try {
    return work(db);
  } finally {
    db.close();
  }
}

/** The tables of a closed station, and the same built again from nothing but its entries. */
export async function storedAndRebuilt(
  vaultFolder: string,
): Promise<{ stored: Record<string, unknown[]>; rebuilt: Record<string, unknown[]> }> {
  const key = await ledgerKey(vaultFolder);
  const folder = mkdtempSync(join(tmpdir(), 'tallypoint-rebuild-'));
  const stored = open(join(vaultFolder, 'ledger.db'), key);
  const rebuilt = open(join(folder, 'ledger.db'), key);
  try {
    for (const { bytes, signature, aux } of readRecords(stored, 0, 100_000)) {
      const read = readEntry(bytes, signature);
      if (!read.ok) throw new Error(read.error);
      project(rebuilt, read.value, aux, projectors);
    }
    return { stored: projectedRows(stored), rebuilt: projectedRows(rebuilt) };
  } finally {
    stored.close();
    rebuilt.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function open(path: string, key: Uint8Array): Database {
  const opened = openDatabase({ path, key, migrations: ledgerMigrations, now: () => 0 });
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}
