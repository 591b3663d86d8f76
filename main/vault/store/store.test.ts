import Database from '@signalapp/sqlcipher';
import { getTableName } from 'drizzle-orm';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { withFolder } from '../ledger/testing.ts';
import { nodeDisk, replaceFile, writeAll } from './disk.ts';
import { migrate, migrationsOf, type Migration } from './migrate.ts';
import { ledgerMigrations } from './migrations.ts';
import { checkDatabase, openDatabase, type OpenDatabaseOptions } from './open-database.ts';
import * as schema from './schema.ts';

const now = (): number => 1_772_614_800_000;
const key = new Uint8Array(32).fill(3);
const steps: readonly Migration[] = migrationsOf({
  './a/0002-more.sql': 'CREATE TABLE more (a INTEGER NOT NULL) STRICT;',
  './a/0001-first.sql': 'CREATE TABLE first (a INTEGER NOT NULL) STRICT;',
});
const optionsIn = (folder: string, migrations = steps): OpenDatabaseOptions => ({
  path: join(folder, 'x.db'),
  key,
  migrations,
  now,
});

function mustOpen(options: OpenDatabaseOptions): Database {
  const opened = openDatabase(options);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

describe('openDatabase', () => {
  it('is durable, guarded and encrypted, at the first open and every later one', () => {
    withFolder((folder) => {
      for (let round = 0; round < 3; round += 1) {
        const db = mustOpen(optionsIn(folder));
        const read = (name: string): unknown => db.pragma(name, { simple: true });
        db.exec('INSERT INTO first VALUES (1)');
        expect([
          read('journal_mode'),
          read('synchronous'),
          read('foreign_keys'),
          read('recursive_triggers'),
          read('trusted_schema'),
        ]).toEqual(['wal', 2, 1, 1, 0]);
        db.close();
      }
      expect(readFileSync(join(folder, 'x.db')).includes('CREATE TABLE')).toBe(false);
    });
  });

  it('tells a wrong key from a damaged file, and leaves both as they are', () => {
    withFolder((folder) => {
      mustOpen(optionsIn(folder)).close();
      const path = join(folder, 'x.db');
      const good = readFileSync(path);
      expect(openDatabase({ ...optionsIn(folder), key: new Uint8Array(32).fill(9) })).toEqual({
        ok: false,
        error: 'wrong-key',
      });
      expect(readFileSync(path).equals(good)).toBe(true);
      const changed = Buffer.from(good);
      changed[100] = (changed[100] as number) ^ 1;
      writeFileSync(path, changed);
      expect(openDatabase(optionsIn(folder))).toEqual({ ok: false, error: 'database-damaged' });
      expect(readFileSync(path).equals(changed)).toBe(true);
      writeFileSync(path, 'this is no database at all, but a text somebody put here'.repeat(100));
      expect(openDatabase(optionsIn(folder)).ok).toBe(false);
      expect(() => openDatabase({ ...optionsIn(folder), key: new Uint8Array(31) })).toThrow(TypeError);
    });
  });

  it('names a newer database and an edited migration', () => {
    withFolder((folder) => {
      mustOpen(optionsIn(folder)).close();
      expect(openDatabase(optionsIn(folder, steps.slice(0, 1)))).toEqual({ ok: false, error: 'database-newer' });
      const edited = steps.map((step, index) => (index === 0 ? { ...step, sql: `${step.sql} -- edited` } : step));
      expect(openDatabase(optionsIn(folder, edited))).toEqual({ ok: false, error: 'migration-edited' });
      const windows = steps.map((step) => ({ ...step, sql: step.sql.replaceAll('\n', '\r\n') }));
      mustOpen(optionsIn(folder, windows)).close();
    });
  });

  it('finds any flipped bit of the main file', () => {
    withFolder((folder) => {
      const db = mustOpen(optionsIn(folder));
      for (let row = 0; row < 2000; row += 1) db.prepare('INSERT INTO first VALUES (?)').run([row]);
      expect(checkDatabase(db, optionsIn(folder)).ok).toBe(true);
      db.close();
      const path = join(folder, 'x.db');
      const good = readFileSync(path);
      for (let run = 0; run < 60; run += 1) {
        const bit = Math.floor((run * good.length * 8) / 60) + run;
        const changed = Buffer.from(good);
        changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
        writeFileSync(path, changed);
        const opened = openDatabase(optionsIn(folder));
        if (!opened.ok) expect(opened.error).toBe('database-damaged');
        else {
          expect(checkDatabase(opened.value, optionsIn(folder))).toEqual({ ok: false, error: 'database-damaged' });
          opened.value.close();
        }
      }
    });
  });
});

describe('migrate', () => {
  it('runs each step once and leaves the version before a failing one whole', () => {
    const db = new Database(':memory:');
    expect(migrate(db, steps.slice(0, 1), now).ok).toBe(true);
    const broken = [...steps.slice(0, 1), { version: 2, name: 'bad', sql: 'CREATE TABLE kept (a); CREATE TABLE' }];
    expect(() => migrate(db, broken, now)).toThrow();
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'kept'", { pluck: true }).get()).toBe(0);
    expect(migrate(db, steps, now).ok && migrate(db, steps, now).ok).toBe(true);
    expect(db.pragma('user_version', { simple: true })).toBe(2);
    db.close();
  });

  it('keeps what is known of paper, and calls slips that no reversal had before unprinted', () => {
    const db = new Database(':memory:');
    expect(migrate(db, ledgerMigrations.slice(0, 6), now).ok).toBe(true);
    db.exec(`
      INSERT INTO day_session (day, open_seq, opened_at_ms, opened_by, cycle) VALUES ('d', 0, 0, 'S', 'c');
      INSERT INTO handover (seq, token, day, cycle, ben, collector, part, at_ms, operator, check_characters, receipt)
        VALUES (1, 't', 'd', 'c', 'b', 'member', 0, 0, 'A', 'abcd', '{}');
      INSERT INTO print_job VALUES (1, 1, 0, 'confirmed'), (2, 1, 1, 'queued');
      INSERT INTO reversal VALUES (3, 1, 'd', 'other', 0, 'A', 'S')`);
    expect(migrate(db, ledgerMigrations, now).ok).toBe(true);
    expect(db.prepare('SELECT job, of_seq, copy, state FROM print_job ORDER BY job').all()).toEqual([
      { job: 1, of_seq: 1, copy: 0, state: 'confirmed' },
      { job: 2, of_seq: 1, copy: 1, state: 'queued' },
      { job: 3, of_seq: 3, copy: 0, state: 'failed' },
    ]);
    expect(db.prepare('SELECT sole FROM reversal', { pluck: true }).all()).toEqual([0]);
    db.close();
  });

  it('does not accept a gap or a number used twice', () => {
    expect(() => migrationsOf({ '0002-a.sql': '' })).toThrow(RangeError);
    expect(() => migrationsOf({ '0001-a.sql': '', '0001-b.sql': '' })).toThrow(RangeError);
    expect(() => migrationsOf({ 'first.sql': '' })).toThrow(RangeError);
  });
});

describe('entries', () => {
  it('can be neither changed, removed, replaced nor put out of order', () => {
    withFolder((folder) => {
      const db = mustOpen(optionsIn(folder, ledgerMigrations));
      const insert = (verb: string, seq: number): void => {
        db.prepare(`${verb} INTO entry VALUES (?, 'print', 0, x'', randomblob(32), randomblob(64))`).run([seq]);
      };
      insert('INSERT', 0);
      insert('INSERT', 1);
      expect(() => insert('REPLACE', 1)).toThrow('entries follow one another');
      expect(() => insert('INSERT OR REPLACE', 0)).toThrow('entries follow one another');
      expect(() => insert('INSERT', 3)).toThrow('entries follow one another');
      expect(() => db.exec("UPDATE entry SET type = 'x'")).toThrow('append-only');
      expect(() => db.exec('DELETE FROM entry')).toThrow('append-only');
      db.exec('CREATE TABLE side (leaf BLOB)');
      // A REPLACE through another unique column would delete the row it meets.
      expect(() =>
        db.exec("REPLACE INTO entry SELECT 2, 'print', 0, x'', leaf, signature FROM entry WHERE seq = 0"),
      ).toThrow('append-only');
      expect(db.prepare('SELECT count(*) FROM entry', { pluck: true }).get()).toBe(2);
      db.close();
    });
  });
});

describe('schema.ts', () => {
  const db = new Database(':memory:');
  migrate(db, ledgerMigrations, now);
  const tables: SQLiteTable[] = Object.values(schema);

  it.each(tables.map((table) => [getTableName(table), table] as const))('mirrors %s', (name, table) => {
    const real = db
      .prepare(`SELECT name, lower(type) type, "notnull" required, pk FROM pragma_table_xinfo('${name}')`)
      .all();
    const { columns, foreignKeys } = getTableConfig(table);
    const typed = columns.map((column) => ({
      name: column.name,
      type: column.getSQLType(),
      required: Number(column.notNull),
      pk: Number(column.primary),
    }));
    expect(typed).toEqual(real);
    const realKeys = db
      .prepare(`SELECT "from", "table", "to" FROM pragma_foreign_key_list('${name}') ORDER BY "from"`)
      .all();
    const typedKeys = foreignKeys
      .map((foreign) => foreign.reference())
      .map(({ columns: from, foreignTable, foreignColumns }) => ({
        from: from[0]?.name,
        table: getTableName(foreignTable),
        to: foreignColumns[0]?.name,
      }))
      .sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
    expect(typedKeys).toEqual(realKeys);
  });
});

describe('disk', () => {
  it('goes on after a short write and gives up on a disk that takes nothing', () => {
    withFolder((folder) => {
      const path = join(folder, 'file');
      const byByte = {
        ...nodeDisk,
        write: (file: number, bytes: Uint8Array, at: number) => nodeDisk.write(file, bytes.subarray(0, 1), at),
      };
      replaceFile(byByte, path, Buffer.from('whole'));
      expect(readFileSync(path, 'utf8')).toBe('whole');
      const none = { ...nodeDisk, write: () => 0 };
      expect(() => replaceFile(none, path, Buffer.from('other'))).toThrow('no more bytes');
      expect(readFileSync(path, 'utf8')).toBe('whole');
      expect(existsSync(`${path}.new`)).toBe(false);
      expect(() => writeAll(none, 0, new Uint8Array(1), 0)).toThrow();
      expect(() => nodeDisk.read(path, 4)).toThrow(RangeError);
    });
  });
});
