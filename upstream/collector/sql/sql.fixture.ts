import { randomBytes } from 'node:crypto';
import { openPostgres } from './postgres.ts';
import { openSql, type Sql } from './sql.ts';

/** A server whose user may create databases; `npm test` starts one and says so here. */
const SERVER = process.env['TEST_DATABASE_URL'];

/** `url`: of a server's database; the embedded one has none. */
export type TestDatabase = Readonly<{ sql: Sql; url?: string; close: () => Promise<void> }>;

/** Every kind of database at hand, each as a way to make an empty one. What is promised of one is tested on all. */
export const databases: readonly (readonly [kind: string, make: () => Promise<TestDatabase>])[] = [
  ['embedded', embedded],
  ...(SERVER === undefined ? [] : [['postgres', () => postgres(SERVER)] as const]),
];

async function embedded(): Promise<TestDatabase> {
  const sql = await openSql({});
  return { sql, close: () => sql.close() };
}

async function postgres(server: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const admin = openPostgres({ url: server, connections: 1 });
  await admin.script(`CREATE DATABASE ${name}`);
  const url = new URL(server.replace('@/', '@localhost/'));
  url.pathname = `/${name}`;
  const sql = await openSql({ url: url.href });
  return {
    sql,
    url: url.href,
    async close() {
      await sql.close();
      await admin.script(`DROP DATABASE ${name} WITH (FORCE)`);
      await admin.close();
    },
  };
}
