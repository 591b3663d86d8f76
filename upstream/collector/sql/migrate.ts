import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Sql, SqlQuery } from './port.ts';

/** One step of the database's history. Versions rise; there may be gaps between them. */
export type Migration = Readonly<{ version: number; name: string; sql: string }>;

/** `newer`: a later program made it. `migration-edited`: a step that already ran reads otherwise now. */
export type MigrationFailure = 'newer' | 'migration-edited';

/** Orders files named `0001-what.sql`. Throws a RangeError for another name or a number used twice. */
export function migrationsOf(files: Readonly<Record<string, string>>): readonly Migration[] {
  const migrations = Object.entries(files).map(([path, sql]) => {
    const name = path.replace(/^.*\//, '').replace(/\.sql$/, '');
    const version = Number(/^(\d{4})-[a-z0-9-]+$/.exec(name)?.[1]);
    if (!Number.isInteger(version)) throw new RangeError(`Migration ${name} needs four digits and a name`);
    return { version, name, sql: sql.replaceAll('\r\n', '\n') };
  });
  migrations.sort((a, b) => a.version - b.version);
  const twice = migrations.find(({ version }, index) => migrations[index + 1]?.version === version);
  if (twice !== undefined) throw new RangeError(`Migration number ${twice.version} is used twice`);
  return migrations;
}

/** Every `NNNN-what.sql` file in the folder is a step; adding one is enough. */
export const collectorMigrations = migrationsOf(
  import.meta.glob<string>('../migrations/*.sql', { query: '?raw', import: 'default', eager: true }),
);

/** Any number: collectors that start at once on one database take turns by it. */
const TURN = 7_281_604;

/** Brings a database to the newest version. Each step commits together with the record that it was made. */
export async function migrate(
  sql: Sql,
  migrations: readonly Migration[],
  nowMs: number,
): Promise<Result<void, MigrationFailure>> {
  // A role that may only add rows can run a collector whose tables are all there.
  const [found] = await sql.query<{ known: boolean }>("SELECT to_regclass('migration') IS NOT NULL AS known");
  if (found?.known !== true) await createRecord(sql);
  const done = await applied(sql);
  const failure = judge(done, migrations);
  if (failure !== undefined) return err(failure);
  for (const migration of migrations) {
    if (!done.has(migration.version)) await step(sql, migration, nowMs);
  }
  return ok(undefined);
}

function createRecord(sql: Sql): Promise<void> {
  return sql.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [TURN]);
    await tx.script(`CREATE TABLE IF NOT EXISTS migration (
      version integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL, applied_at_ms bigint NOT NULL)`);
  });
}

function step(sql: Sql, migration: Migration, nowMs: number): Promise<void> {
  return sql.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [TURN]);
    if ((await applied(tx)).has(migration.version)) return;
    await tx.script(migration.sql);
    await tx.query('INSERT INTO migration VALUES ($1, $2, $3, $4)', [
      migration.version,
      migration.name,
      digest(migration),
      nowMs,
    ]);
  });
}

async function applied(sql: SqlQuery): Promise<Map<number, string>> {
  const rows = await sql.query<{ version: number; sha256: string }>('SELECT version, sha256 FROM migration');
  return new Map(rows.map(({ version, sha256 }) => [version, sha256]));
}

function judge(done: ReadonlyMap<number, string>, known: readonly Migration[]): MigrationFailure | undefined {
  for (const [version, sha256] of done) {
    const migration = known.find((one) => one.version === version);
    if (migration === undefined) return 'newer';
    if (digest(migration) !== sha256) return 'migration-edited';
  }
  return undefined;
}

function digest(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex');
}
