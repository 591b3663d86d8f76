import Database from '@signalapp/sqlcipher';
import { err, ok, type Result } from '../../../shared/result.ts';
import { closeQuietly } from './close.ts';
import { storageTrouble } from './errors.ts';
import { migrate, type Migration } from './migrate.ts';
import { SALT_BYTES, saltFits, saltIsWhole, saltOf } from './salt.ts';

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
const FULL = 2;

/**
 * Opens (or creates) an encrypted database ready for use: durable, guarded and at the newest version. Nothing is written
 * where it answers with a failure. Throws only for a key of the wrong length.
 */
export function openDatabase(options: OpenDatabaseOptions): Result<Database, OpenDatabaseFailure> {
  let db: Database | undefined;
  try {
    db = new Database(options.path, { cacheStatements: true });
    prepareConnection(db, options.key);
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
    if (trouble.kind === 'not-a-database')
      return err(saltFits(options.path, options.key) ? 'database-damaged' : 'wrong-key');
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
    return saltIsWhole(options.path, options.key) ? ok(undefined) : err('database-damaged');
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

function prepareConnection(db: Database, key: Uint8Array): void {
  db.exec('PRAGMA cipher_log_level = NONE');
  db.exec(`PRAGMA key = "x'${hexOf(key, KEY_BYTES)}${hexOf(saltOf(key), SALT_BYTES)}'"`);
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
