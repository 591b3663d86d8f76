import { signerOf } from '../../../main/vault/crypto/ed25519.ts';
import { ingest } from '../ingest/ingest.ts';
import type { Batch } from '../ingest/lines.ts';
import { findLog } from '../ingest/log-row.ts';
import { headOf } from '../logs/acknowledge.ts';
import { readRegistration, register } from '../logs/register.ts';
import { collectorMigrations, migrate } from '../sql/migrate.ts';
import type { TestDatabase } from '../sql/sql.fixture.ts';
import { createStation, NOW_MS, programme, seedOf, type Place, type TestStation } from './station.fixture.ts';

export const witness = { name: 'collector.example.org', signer: signerOf(seedOf('collector')) };

export type Bench = Awaited<ReturnType<typeof createBench>>;

/** A database of the collector's with what tests ask of it again and again. */
export async function createBench(make: () => Promise<TestDatabase>) {
  const { sql, url, close } = await make();
  await migrate(sql, collectorMigrations, 1);
  const idOf = async ({ origin }: TestStation): Promise<number> => (await findLog(sql, origin))?.id ?? -1;
  let places = 0;
  return {
    sql,
    url,
    close,
    idOf,
    /** A registered station, of a site of its own where none is named. */
    async station(place: Place = {}): Promise<TestStation> {
      const made = createStation({ site: `site-${(places += 1)}`, ...place });
      const read = readRegistration(Buffer.from(JSON.stringify(made.registration())), programme);
      if (!read.ok) throw new Error(read.error);
      await register(sql, read.value, NOW_MS);
      return made;
    },
    put: (one: TestStation, from: number, batch: Batch) => ingest(sql, one.origin, from, batch, NOW_MS),
    async head(one: TestStation) {
      const found = await headOf(sql, witness, one.origin, NOW_MS);
      if (found === undefined) throw new Error('No such log');
      return found;
    },
    rows: async (one: TestStation) =>
      sql.query<{ seq: number }>('SELECT seq FROM entry WHERE log = $1 ORDER BY seq', [await idOf(one)]),
    async alarms(one: TestStation): Promise<string[]> {
      const rows = await sql.query<{ alarm: string }>(
        "SELECT kind || ' ' || seq AS alarm FROM alarm WHERE log = $1 ORDER BY id",
        [await idOf(one)],
      );
      return rows.map(({ alarm }) => alarm);
    },
    /** By desks. */
    conflicts: (entitlement: string) =>
      sql.query(
        `SELECT f.desk AS first, first_seq, s.desk AS second, second_seq, released_at_ms IS NOT NULL AS released
         FROM claim_conflict c JOIN log f ON f.id = c.first_log JOIN log s ON s.id = c.second_log
         WHERE entitlement = $1 ORDER BY c.id`,
        [entitlement],
      ),
  };
}
