import Fastify, { type FastifyInstance, type InjectOptions } from 'fastify';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { sealEnvelope } from '../../../shared/wire/dsse.ts';
import { utf8Bytes } from '../../../shared/wire/bytes.ts';
import { signResolution } from '../../issuer/commands/resolve.ts';
import { issuer, trust } from '../readmodel/seed.fixture.ts';
import { seedProgramme, LINES } from '../readmodel/seeded-programme.fixture.ts';
import { logOf } from '../reconcile/history.fixture.ts';
import { collectorMigrations, migrate } from '../sql/migrate.ts';
import { databases, type TestDatabase } from '../sql/sql.fixture.ts';
import { Overview, StockAnswer, TablePage } from './answers.ts';
import { officeRoutes } from './routes.ts';

const TOKEN = 'a-token-of-tests';
const [, make] = databases.at(-1) ?? [];
let database: TestDatabase;
let app: FastifyInstance;
const told: unknown[] = [];
beforeAll(async () => {
  if (make === undefined) throw new Error('No database');
  database = await make();
  await migrate(database.sql, collectorMigrations, 0);
  await seedProgramme(database.sql, 1000);
  app = Fastify();
  await app.register(
    officeRoutes({
      sql: database.sql,
      now: () => 5000,
      token: TOKEN,
      silentAfterMs: 1000,
      trust,
      onResolution: (resolution) => void told.push(resolution),
    }),
  );
}, 120_000);
afterAll(async () => {
  await app.close();
  await database.close();
});

const ask = (url: string, more: InjectOptions = {}) =>
  app.inject({ url, ...more, headers: { authorization: `Bearer ${TOKEN}`, ...more.headers } });

it('tells nobody anything without the token', async () => {
  for (const authorization of ['', 'Bearer', 'Bearer a-token-of-test', 'Basic YTpi', `bearer ${TOKEN}x`])
    for (const url of ['/v1/office/overview', '/v1/office/1/entitlements?format=csv', '/v1/office/1/none']) {
      const answer = await app.inject({ url, headers: { authorization } });
      expect([answer.statusCode, answer.json()]).toEqual([401, { code: 'unauthorised', status: 401 }]);
    }
});

it('answers in the shape that the page reads', async () => {
  const overview = Overview.parse((await ask('/v1/office/overview')).json());
  expect(overview.sites).toMatchObject([
    { siteName: 'Kassala', list: 1, desks: [{ silentForMs: 4000 }, { silentForMs: 4000 }] },
  ]);
  expect(overview.lag).toEqual({ entries: 0, entitlements: 0 });
  const page = TablePage.parse((await ask('/v1/office/1/entitlements?limit=3&status=part')).json());
  expect(page.rows.map(({ status }) => status)).toEqual(['part', 'part']);
  const series = StockAnswer.parse((await ask('/v1/office/1/stock-series')).json()).series;
  expect(series.map(({ account }) => account)).toEqual(['OIL', 'cash:SDG']);
});

it('hands out files by the name of site, cycle and table', async () => {
  const csv = await ask('/v1/office/1/entitlements?format=csv&status=conflict');
  expect(csv.headers['content-disposition']).toBe('attachment; filename="kassala-2026-11-entitlements.csv"');
  expect(csv.body.trimEnd().split('\r\n')).toHaveLength(1 + 2 * 2);
  const xlsx = await ask('/v1/office/1/days?format=xlsx');
  expect(xlsx.rawPayload.subarray(0, 2).toString()).toBe('PK');
});

it.each(['/v1/office/1/none', '/v1/office/1/constructor', '/v1/office/99/entitlements', '/v1/office/x/entitlements'])(
  'knows no %s',
  async (url) => {
    expect((await ask(url)).statusCode).toBe(404);
  },
);

it.each([
  'limit=0',
  'limit=1001',
  'after=zzz',
  'status=a&status=b',
  'moved=maybe',
  'unheard=1',
  'format=exe',
  'desk=%00',
])('refuses %s', async (query) => {
  const answer = await ask(`/v1/office/1/entitlements?${query}`);
  expect([answer.statusCode, answer.json()]).toEqual([400, { code: 'malformed', status: 400 }]);
});

it('takes in a decision of the issuer, and nothing else', async () => {
  const entitlement = LINES[3]?.[0] ?? '';
  const decided = signResolution(
    {
      programme: 'relief',
      cycle: '2026-11',
      entitlement,
      rightful: `${logOf('desk-2')}#17`,
      decidedBy: 'Office',
      note: '',
      decidedAtMs: 1,
    },
    issuer,
  );
  const post = (payload: Uint8Array, type = 'application/vnd.tallypoint.resolution+json') =>
    ask('/v1/office/resolutions', {
      method: 'POST',
      payload: Buffer.from(payload),
      headers: { 'content-type': type },
    });
  expect((await post(decided, 'text/plain')).statusCode).toBe(415);
  expect((await post(utf8Bytes('{}'))).json()).toMatchObject({ code: 'malformed' });
  const other = sealEnvelope(PAYLOAD_TYPE.manifest, utf8Bytes('{}'), issuer);
  expect((await post(utf8Bytes(JSON.stringify(other)))).json()).toMatchObject({ code: 'wrong-type' });
  expect(told).toEqual([]);
  expect((await post(decided)).json()).toMatchObject({ entitlement, decidedBy: 'Office' });
  expect(told).toHaveLength(1);
});
