import Database from '@signalapp/sqlcipher';
import { hkdfSync } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { err, ok, type Result } from '../../../shared/result.ts';
import { closeQuietly } from './close.ts';
import { storageTrouble } from './errors.ts';
import { migrate, type Migration } from './migrate.ts';

export type OpenDatabaseFailure =
  | 'wrong-key'
  | 'database-damaged'
  | 'database-newer'
  | 'migration-edited'
  | 'disk-full'
  | 'storage-fault';

export type OpenDatabaseOptions = Readonly<{
  path: string;
  /** 32 bytes. */
  key: Uint8Array;
  migrations: readonly Migration[];
  /** Wall clock, UTC ms: only dates the migrations. */
  now: () => number;
}>;

const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** Two unrelated salts differ in some 64 of 128 bits; a damaged one in a few. */
const DAMAGED_SALT_BITS = 32;
const FULL = 2;

/**
 * Opens (or creates) an encrypted database ready for use: durable, guarded and at the newest version. Nothing is written
 * where it answers with a failure. Throws only for a key of the wrong length.
 */
export function openDatabase(options: OpenDatabaseOptions): Result<Database, OpenDatabaseFailure> {
  const salt = saltOf(options.key);
  let db: Database | undefined;
  try {
    db = new Database(options.path, { cacheStatements: true });
    prepareConnection(db, options.key, salt);
    const migrated = migrate(db, options.migrations, options.now);
    if (!migrated.ok) {
      db.close();
      return err(migrated.error === 'newer' ? 'database-newer' : 'migration-edited');
    }
    // A migration may have been the first write, after which the driver falls back unless told otherwise.
    assertDurable(db);
    return ok(db);
  } catch (thrown) {
    closeQuietly(db);
    const trouble = storageTrouble(thrown);
    if (trouble === undefined) throw thrown;
    if (trouble.kind === 'not-a-database') return err(saltFits(options.path, salt) ? 'database-damaged' : 'wrong-key');
    if (trouble.kind === 'damaged' || trouble.kind === 'constraint') return err('database-damaged');
    return err(trouble.kind === 'disk-full' ? 'disk-full' : 'storage-fault');
  }
}

/** Throws where commits of this connection would not reach the disk before they are acknowledged. */
export function assertDurable(db: Database): void {
  if (db.pragma('synchronous', { simple: true }) !== FULL) throw new Error('The database would not be durable');
}

/**
 * Reads every page's authentication code and the structure above it. The write-ahead log is folded in first: the check
 * reads the main file beneath it and would else report a healthy database after a crash.
 */
export function checkDatabase(
  db: Database,
  options: Readonly<{ path: string; key: Uint8Array }>,
): Result<void, 'database-damaged'> {
  try {
    // Without room for that the pages cannot be judged now; entries are verified all the same.
    if (!foldLog(db)) return ok(undefined);
    if (db.pragma('cipher_integrity_check').length > 0) return err('database-damaged');
    if (db.pragma('quick_check', { simple: true }) !== 'ok') return err('database-damaged');
    // The salt is the one part of the file without an authentication code.
    return differingBits(fileSalt(options.path), saltOf(options.key)) === 0 ? ok(undefined) : err('database-damaged');
  } catch (thrown) {
    const kind = storageTrouble(thrown)?.kind;
    if (kind === 'damaged' || kind === 'not-a-database') return err('database-damaged');
    throw thrown;
  }
}

function foldLog(db: Database): boolean {
  try {
    return db.pragma('wal_checkpoint(TRUNCATE)')[0]?.['busy'] === 0;
  } catch (thrown) {
    if (storageTrouble(thrown)?.kind === 'disk-full') return false;
    throw thrown;
  }
}

function prepareConnection(db: Database, key: Uint8Array, salt: Uint8Array): void {
  db.exec('PRAGMA cipher_log_level = NONE');
  db.exec(`PRAGMA key = "x'${hexOf(key, KEY_BYTES)}${hexOf(salt, SALT_BYTES)}'"`);
  db.exec('PRAGMA journal_mode = WAL');
  db.exec('PRAGMA synchronous = FULL');
  assertDurable(db);
  db.exec('PRAGMA foreign_keys = ON');
  db.exec('PRAGMA recursive_triggers = ON');
  db.exec('PRAGMA trusted_schema = OFF');
  db.prepare('SELECT count(*) FROM sqlite_schema', { pluck: true }).get();
}

/** SQLCipher silently takes a malformed raw key for a passphrase, so the text is checked. The message never holds it. */
function hexOf(bytes: Uint8Array, length: number): string {
  const text = Buffer.from(bytes).toString('hex');
  if (!/^[0-9a-f]+$/.test(text) || text.length !== length * 2) throw new TypeError('A database key has 32 bytes');
  return text;
}

/** The salt is made from the key, so that a wrong key and a damaged first page can be told apart. It is no secret. */
function saltOf(key: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(), 'tallypoint database salt v1', SALT_BYTES));
}

function saltFits(path: string, salt: Uint8Array): boolean {
  return differingBits(fileSalt(path), salt) <= DAMAGED_SALT_BITS;
}

function fileSalt(path: string): Uint8Array {
  const salt = new Uint8Array(SALT_BYTES);
  const file = openSync(path, 'r');
  try {
    readSync(file, salt, 0, SALT_BYTES, 0);
  } finally {
    closeSync(file);
  }
  return salt;
}

function differingBits(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, byte, index) => {
    let bits = 0;
    for (let rest = byte ^ (b[index] ?? 0); rest > 0; rest >>= 1) bits += rest & 1;
    return sum + bits;
  }, 0);
}
