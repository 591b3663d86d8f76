import type { InjectOptions } from 'fastify';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { sealEnvelope } from '../../../shared/wire/dsse.ts';
import { utf8Bytes } from '../../../shared/wire/bytes.ts';
import { signResolution } from '../../issuer/commands/resolve.ts';
import { issuer } from '../readmodel/seed.fixture.ts';
import { LINES } from '../readmodel/seeded-programme.fixture.ts';
import { logOf } from '../reconcile/history.fixture.ts';
import { Overview, StockAnswer, TablePage } from './answers.ts';
import { OFFICE_TOKEN, startOffice } from './office.fixture.ts';

let office: Awaited<ReturnType<typeof startOffice>>;
beforeAll(async () => {
  office = await startOffice({ receivedAtMs: 1000, nowMs: 5000, silentAfterMs: 1000 }, (folder) => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
    writeFileSync(join(folder, 'secret.key'), 'x');
  });
});
afterAll(() => office.close());

const ask = (url: string, more: InjectOptions = {}) =>
  office.app.inject({ url, ...more, headers: { authorization: `Bearer ${OFFICE_TOKEN}`, ...more.headers } });

it('tells nobody anything without the token', async () => {
  for (const authorization of ['', 'Bearer', 'Bearer a-token-of-the-offic', 'Basic YTpi', `Bearer ${OFFICE_TOKEN}x`])
    for (const url of ['/v1/office/overview', '/v1/office/1/entitlements?format=csv', '/v1/office/1/none']) {
      const answer = await office.app.inject({ url, headers: { authorization } });
      expect([answer.statusCode, answer.body.includes('kassala')]).toEqual([401, false]);
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

it.each(['/v1/office/1/none', '/v1/office/1/constructor', '/v1/office/99/entitlements'])('knows no %s', async (url) => {
  expect((await ask(url)).statusCode).toBe(404);
});

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
  expect([answer.statusCode, answer.json()]).toMatchObject([400, { code: 'malformed' }]);
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
  const post = (payload: Uint8Array) =>
    ask('/v1/office/resolutions', {
      method: 'POST',
      payload: Buffer.from(payload),
      headers: { 'content-type': 'application/json' },
    });
  const inbox = () => office.sql.query('SELECT site, message FROM inbox');
  expect((await post(utf8Bytes('{}'))).json()).toMatchObject({ code: 'malformed' });
  const other = sealEnvelope(PAYLOAD_TYPE.manifest, utf8Bytes('{}'), issuer);
  expect((await post(utf8Bytes(JSON.stringify(other)))).json()).toMatchObject({ code: 'wrong-type' });
  expect(await inbox()).toEqual([]);
  expect((await post(decided)).json()).toMatchObject({ entitlement, decidedBy: 'Office' });
  await post(decided);
  expect(await inbox()).toMatchObject([{ site: 'kassala', message: { kind: 'resolution' } }]);
});

it('serves the page with a strict policy, and only what a page is made of', async () => {
  const page = await office.app.inject('/');
  expect([page.statusCode, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'");
  expect((await office.app.inject('/secret.key')).statusCode).toBe(404);
});
