import type { Database } from '@signalapp/sqlcipher';
import { rollMigrations } from '../../main/vault/store/migrations.ts';
import { openDatabase } from '../../main/vault/store/open-database.ts';
import type { Migration } from '../../main/vault/store/migrate.ts';
import { must } from './station.ts';

/** Bare databases hold invented rows and live as long as the run, so one key for all is enough. */
const KEY = new Uint8Array(32).fill(0x42);
const COMMITS: readonly Migration[] = [
  { version: 1, name: '0001-bare', sql: 'CREATE TABLE bare (seq INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;' },
];

/** A roll's tables in a file of their own, encrypted as the station's. Made where it is missing. */
export function openBare(path: string, key: Uint8Array = KEY): Database {
  return must(openDatabase({ path, key, migrations: rollMigrations, now: Date.now }));
}

/** One table of blobs, encrypted, WAL, `synchronous = FULL`: the settings of the ledger. */
export function openBareCommits(path: string): Database {
  return must(openDatabase({ path, key: KEY, migrations: COMMITS, now: Date.now }));
}
