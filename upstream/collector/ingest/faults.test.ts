import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headOf } from '../logs/acknowledge.ts';
import { databases } from '../sql/sql.fixture.ts';
import { collectorMigrations, migrate } from '../sql/migrate.ts';
import { openSql, type Sql } from '../sql/sql.ts';
import { createBench, witness, type Bench } from '../testing/bench.fixture.ts';
import { NOW_MS } from '../testing/station.fixture.ts';
import { verifyNext } from '../verification/verify-log.ts';
import { ingest } from './ingest.ts';

type Moment = 'before' | 'after' | 'never';

/** A database whose connection dies once, before or after the commit. */
function breaking(sql: Sql, moment: Moment): Sql {
  return {
    ...sql,
    async transaction(work) {
      const value = await sql.transaction(async (tx) => {
        const done = await work(tx);
        if (moment === 'before') throw new Error('connection lost');
        return done;
      });
      if (moment === 'after') throw new Error('connection lost');
      return value;
    },
  };
}

describe.each(databases)('faults: %s', (kind, make) => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await createBench(make);
  });
  afterAll(() => bench.close());

  it('has every entry once, whatever answers are lost on the way', async () => {
    const one = await bench.station();
    one.fill(5);
    one.give('TWICE');
    one.fill(94);
    const moments: Moment[] = ['before', 'after', 'never'];
    let lost = 0;
    for (let attempt = 0; ; attempt += 1) {
      const { size } = await bench.head(one);
      if (size === 100) break;
      const batch = one.batch(size, Math.min(size + 9, 100));
      const sql = breaking(bench.sql, moments[attempt % 3]!);
      await ingest(sql, one.origin, size, batch, NOW_MS).catch(() => (lost += 1));
    }
    expect(lost).toBeGreaterThan(8);
    expect((await bench.rows(one)).map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, index) => index));
    expect(await bench.conflicts('TWICE')).toEqual([]);
    expect(await bench.alarms(one)).toEqual([]);
  });

  it('acknowledges what was stored before a crash kept it from saying so', async () => {
    const one = await bench.station();
    one.fill(3);
    await expect(ingest(breaking(bench.sql, 'after'), one.origin, 0, one.batch(), NOW_MS)).rejects.toThrow('lost');
    const [before] = await bench.sql.query<{ cosigned: string | null }>(
      'SELECT cosigned FROM checkpoint WHERE log = $1',
      [await bench.idOf(one)],
    );
    expect(before?.cosigned).toBeNull();
    const { note, size } = await bench.head(one);
    expect([size, note?.includes(witness.name)]).toEqual([3, true]);
    const later = await headOf(bench.sql, witness, one.origin, NOW_MS + 90_000);
    expect(later?.note).toBe(note);
  });

  // The embedded database has no connections to lose.
  if (kind === 'embedded') return;
  it('outlives the death of a connection amid a transaction', async () => {
    const one = await bench.station();
    one.fill(3);
    const dying: Sql = {
      ...bench.sql,
      transaction: (work) =>
        bench.sql.transaction(async (tx) => {
          const done = await work(tx);
          await tx.query('SELECT pg_terminate_backend(pg_backend_pid())');
          return done;
        }),
    };
    await expect(ingest(dying, one.origin, 0, one.batch(), NOW_MS)).rejects.toThrow(/terminat/);
    expect((await bench.head(one)).size).toBe(0);
    expect(await bench.put(one, 0, one.batch())).toMatchObject({ ok: true });
    expect((await bench.head(one)).size).toBe(3);
  });

  it('works under a role that may only add, granted as the README says', async () => {
    const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
    const grants = readme.match(/^GRANT .*;$/gm)?.join('\n') ?? '';
    const role = `daily_${randomBytes(6).toString('hex')}`;
    await bench.sql.script(`CREATE ROLE ${role} LOGIN; ${grants.replaceAll('tallypoint_daily', role)}`);
    const url = new URL(bench.url ?? '');
    url.username = role;
    const daily = await openSql({ url: url.href });
    try {
      expect(await migrate(daily, collectorMigrations, 1)).toMatchObject({ ok: true });
      const one = await bench.station({ site: 'daily' });
      one.fill(2).give('DAILY');
      one.entries[1] = { ...one.entries[1]!, signature: one.entries[0]!.signature };
      expect(await ingest(daily, one.origin, 0, one.batch(), NOW_MS)).toMatchObject({ ok: true });
      expect(await headOf(daily, witness, one.origin, NOW_MS)).toMatchObject({ size: 3 });
      expect(await verifyNext(daily, await bench.idOf(one), () => NOW_MS)).toBe(3);
      expect(await ingest(daily, one.origin, 5, one.batch(), NOW_MS)).toMatchObject({ error: { code: 'rewind' } });
      await expect(daily.query('DELETE FROM alarm')).rejects.toThrow(/permission denied/);
      await expect(daily.script('ALTER TABLE entry DISABLE TRIGGER ALL')).rejects.toThrow(/must be owner/);
    } finally {
      await daily.close();
      await bench.sql.script(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
    }
  });
});
