import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectorMigrations, migrate, migrationsOf } from './migrate.ts';
import { databases, type TestDatabase } from './sql.fixture.ts';

describe.each(databases)('a database: %s', (_kind, make) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await make();
    await migrate(db.sql, collectorMigrations, 1);
  });
  afterAll(() => db.close());

  it('gives back numbers, bytes, lists and documents as they went in', async () => {
    const rows = await db.sql.query(
      `SELECT n, b, t, d FROM unnest($1::bigint[], $2::bytea[], $3::text[], $4::text[]) AS x (n, b, t, j), LATERAL (SELECT j::jsonb AS d) y`,
      [
        [1, 2 ** 53 - 1],
        [Uint8Array.of(), Uint8Array.of(0, 92, 255)],
        ['a"b', '{é,\\}'],
        ['[1]', '{"a":"é"}'],
      ],
    );
    expect(rows.map((row) => ({ ...row, b: [...(row['b'] as Uint8Array)] }))).toEqual([
      { n: 1, b: [], t: 'a"b', d: [1] },
      { n: 2 ** 53 - 1, b: [0, 92, 255], t: '{é,\\}', d: { a: 'é' } },
    ]);
    await expect(db.sql.query('SELECT 9007199254740993::bigint')).rejects.toThrow(/safe/);
  });

  it('keeps nothing of a transaction that threw, and goes on', async () => {
    await db.sql.script('CREATE TABLE thing (n bigint PRIMARY KEY)');
    await expect(
      db.sql.transaction(async (tx) => {
        await tx.query('INSERT INTO thing VALUES ($1)', [1]);
        throw new Error('stop');
      }),
    ).rejects.toThrow('stop');
    await db.sql.transaction((tx) => tx.query('INSERT INTO thing VALUES ($1)', [2]));
    await expect(db.sql.query('INSERT INTO thing VALUES ($1)', [2])).rejects.toThrow(/thing_pkey/);
    expect(await db.sql.query('SELECT n FROM thing')).toEqual([{ n: 2 }]);
  });

  it('runs each migration once, later ones with gaps, and knows an edited or newer one', async () => {
    const files = { '0001-a.sql': 'CREATE TABLE zero (n bigint)', '0100-b.sql': 'CREATE TABLE hundred (n bigint)' };
    const own = await make();
    try {
      const steps = migrationsOf(files);
      expect(await migrate(own.sql, steps, 1)).toMatchObject({ ok: true });
      const more = migrationsOf({ ...files, '0002-c.sql': 'CREATE TABLE two (n bigint)' });
      const results = await Promise.all([migrate(own.sql, more, 2), migrate(own.sql, more, 2)]);
      expect(results.map(({ ok }) => ok)).toEqual([true, true]);
      expect(await migrate(own.sql, steps, 3)).toEqual({ ok: false, error: 'newer' });
      const edited = migrationsOf({ ...files, '0002-c.sql': 'CREATE TABLE two (n text)' });
      expect(await migrate(own.sql, edited, 3)).toEqual({ ok: false, error: 'migration-edited' });
      expect(() => migrationsOf({ '0001-a.sql': '', '0001-b.sql': '' })).toThrow(RangeError);
    } finally {
      await own.close();
    }
  });

  it('lets nothing change or go that was written', async () => {
    const { sql } = db;
    const bytes = (n: number): Uint8Array => new Uint8Array(n);
    await sql.query("INSERT INTO entry VALUES (7, 0, 'x', '', '', NULL, 1, $1, $2, $3)", [
      bytes(32),
      bytes(3),
      bytes(64),
    ]);
    await sql.query('INSERT INTO subtree VALUES (7, 5, 0, $1)', [bytes(32)]);
    for (const change of [
      'UPDATE entry SET seq = 1',
      'DELETE FROM entry',
      'TRUNCATE entry',
      'UPDATE subtree SET position = 1',
      'DELETE FROM subtree',
      'TRUNCATE subtree',
    ])
      await expect(sql.query(change)).rejects.toThrow(/append-only/);
    await expect(
      sql.query("INSERT INTO entry VALUES (7, 0, 'y', '', '', NULL, 1, $1, $2, $3)", [bytes(32), bytes(3), bytes(64)]),
    ).rejects.toThrow(/entry_/);
  });
});
