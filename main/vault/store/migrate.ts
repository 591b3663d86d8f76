import type { Database } from '@signalapp/sqlcipher';
import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../../shared/result.ts';

/** One step of a database's history. `version` counts from 1 without gaps. */
export type Migration = Readonly<{ version: number; name: string; sql: string }>;

/** `newer`: made by a later program. `edited`: a step that already ran reads otherwise now. */
export type MigrationFailure = 'newer' | 'migration-edited';

/** Makes the list from files named `0001-what.sql`, in order. Throws a RangeError at a gap or a number used twice. */
export function migrationsOf(files: Readonly<Record<string, string>>): readonly Migration[] {
  const named = Object.entries(files).map(([path, sql]) => ({
    name: path.replace(/^.*\//, '').replace(/\.sql$/, ''),
    sql,
  }));
  named.sort((a, b) => (a.name < b.name ? -1 : 1));
  return named.map(({ name, sql }, index) => {
    const version = Number(/^(\d{4})-[a-z0-9-]+$/.exec(name)?.[1]);
    if (version !== index + 1) throw new RangeError(`Migration ${name} must be number ${index + 1}`);
    return { version, name, sql };
  });
}

/**
 * Brings a database to the newest version. Each step commits together with its own version number, so a power cut between
 * two steps resumes cleanly and one within a step leaves the version before it.
 */
export function migrate(
  db: Database,
  migrations: readonly Migration[],
  now: () => number,
): Result<void, MigrationFailure> {
  const current = Number(db.pragma('user_version', { simple: true }) ?? 0);
  if (current > migrations.length) return err('newer');
  if (current > 0) {
    const applied = db.prepare('SELECT sha256 FROM migrations ORDER BY version', { pluck: true }).all() as Uint8Array[];
    if (applied.length !== current) return err('migration-edited');
    if (!applied.every((hash, index) => digest(migrations[index] as Migration).equals(hash)))
      return err('migration-edited');
  }
  for (const migration of migrations.slice(current)) {
    db.transaction(() => {
      db.exec(`CREATE TABLE IF NOT EXISTS migrations (
        version INTEGER PRIMARY KEY NOT NULL, name TEXT NOT NULL, sha256 BLOB NOT NULL, applied_at INTEGER NOT NULL
      ) STRICT`);
      db.exec(migration.sql);
      db.prepare('INSERT INTO migrations VALUES (?, ?, ?, ?)').run([
        migration.version,
        migration.name,
        new Uint8Array(digest(migration)),
        now(),
      ]);
      db.exec(`PRAGMA user_version = ${migration.version}`);
    })();
  }
  return ok(undefined);
}

/** Line ends are evened out first, so that a checkout on Windows does not look like an edit. */
function digest(migration: Migration): Buffer {
  return createHash('sha256').update(migration.sql.replaceAll('\r\n', '\n')).digest();
}
