import { parse } from 'csv-parse/sync';
import { unzipSync, strFromU8 } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importDue } from '../readmodel/import-due.ts';
import { project } from '../readmodel/projection.ts';
import { dueFile, seedLog, trust } from '../readmodel/seed.fixture.ts';
import { CYCLE, dueLine, entriesOf, handover, logOf, notServed, open, reversal } from '../reconcile/history.fixture.ts';
import { reconcileSite, type SiteHistory } from '../reconcile/reconcile.ts';
import { totalsOf } from '../../../shared/domain/reconcile/totals.ts';
import { collectorMigrations, migrate } from '../sql/migrate.ts';
import { databases, type TestDatabase } from '../sql/sql.fixture.ts';
import { csvOf } from '../../../shared/tables/csv.ts';
import { readOverview } from './overview.ts';
import { readAll, readPage, type Report } from './report.ts';
import { REPORTS } from './reports.ts';
import { jsonOf } from '../../../shared/tables/json.ts';
import type { Row } from '../../../shared/tables/table.ts';
import { xlsxOf } from '../../../shared/tables/xlsx.ts';

const DAY = '2026-11-24';
const give = (n: number, line: '1' | '2', quantity: number, ordinal = 0) =>
  handover(DAY, `H${n}`, [[`E${n}`, line, line === '1' ? 'cash:SDG' : 'OIL', quantity]], ordinal, 0);

/** Desk 1 serves, reverses, sends away; desk 2 serves two of the same people, and goes silent. */
const LINES = [dueLine(1, 'desk-1'), dueLine(2, 'desk-2'), dueLine(3), dueLine(4), dueLine(5)];
const history: SiteHistory = {
  cycle: CYCLE,
  lists: [{ number: 1, lines: LINES }],
  logs: [
    {
      log: logOf('desk-1'),
      entries: entriesOf(logOf('desk-1'), [
        open(DAY),
        give(1, '1', 5000),
        give(1, '2', 2, 1),
        give(2, '2', 2),
        give(3, '1', 5000),
        reversal(DAY, 4),
        notServed(DAY, 'H4', 'card-problem'),
        { t: 'handover', day: 9 },
      ]),
    },
    {
      log: logOf('desk-2'),
      entries: entriesOf(logOf('desk-2'), [open(DAY), give(1, '1', 5000), give(9, '2', 2), give(2, '2', 2)], '=cmd|x'),
    },
  ],
  rightful: new Map(),
};
const RECEIVED_MS = 1000;

describe.each(databases)('%s', (_, make) => {
  let database: TestDatabase;
  let scope: number;
  beforeAll(async () => {
    database = await make();
    await migrate(database.sql, collectorMigrations, 0);
    const file = dueFile(LINES);
    const imported = await importDue(database.sql, file.path, trust, 0);
    if (!imported.ok) throw new Error(imported.error.code);
    file.remove();
    for (const log of history.logs) await seedLog(database.sql, log, RECEIVED_MS);
    await project(database.sql);
    scope = (await readOverview(database.sql, { nowMs: 0, silentAfterMs: 1 }))[0]?.scope ?? 0;
  }, 120_000);
  afterAll(() => database.close());

  const report = (name: string): Report => REPORTS[name] as Report;
  const rowsOf = async (name: string, filters: Record<string, string> = {}): Promise<Row[]> => {
    const rows: Row[] = [];
    for await (const page of readAll(database.sql, report(name), { scope, filters })) rows.push(...page);
    return rows;
  };

  it('gives the pure core’s own figures', async () => {
    const { entitlements } = reconcileSite(history);
    const totals = totalsOf(entitlements);
    const lines = await rowsOf('entitlements');
    expect(lines.map(({ entitlement, status, remaining }) => [entitlement, status, remaining])).toEqual(
      entitlements.flatMap(({ entitlement, status, lines: own }) =>
        own.map(({ remaining }) => [entitlement, status, remaining]),
      ),
    );
    const sumOf = async (name: string, column: string, account: string): Promise<number> =>
      (await rowsOf(name, { item: account })).reduce((sum, row) => sum + Number(row[column]), 0);
    for (const { account, ...figures } of totals.accounts)
      for (const [name, value] of Object.entries(figures)) {
        expect(await sumOf('totals', name, account)).toBe(value);
        if (name !== 'due' && name !== 'remaining') expect(await sumOf('moved', name, account)).toBe(value);
      }
  });

  it('finds what the filters say', async () => {
    const names = async (filters: Record<string, string>): Promise<unknown[]> => [
      ...new Set((await rowsOf('entitlements', filters)).map(({ entitlement }) => entitlement)),
    ];
    expect(await names({ status: 'conflict' })).toEqual(['E1', 'E2']);
    expect(await names({ status: 'not-served' })).toEqual(['E4']);
    expect(await names({ desk: 'desk-2', item: 'OIL' })).toEqual(['E1', 'E2', 'E9']);
    expect(await names({ moved: 'true' })).toEqual(['E1', 'E2']);
    expect(await names({ not_explained: 'true' })).toEqual(['E9']);
    expect(await names({ day: '2026-11-25' })).toEqual([]);
  });

  it('pages through everything once, and refuses a place it never gave', async () => {
    const seen: unknown[] = [];
    let after: string | undefined;
    do {
      const page = await readPage(database.sql, report('entitlements'), { scope, filters: {}, after, limit: 3 });
      seen.push(...(page?.rows ?? []));
      expect(page?.rows.length).toBeLessThanOrEqual(3);
      after = page?.next ?? undefined;
    } while (after !== undefined);
    expect(seen).toEqual(await rowsOf('entitlements'));
    for (const wrong of [
      '',
      'x',
      Buffer.from('[1,2,3]').toString('base64url'),
      Buffer.from('["a"]').toString('base64url'),
    ])
      expect(await readPage(database.sql, report('entitlements'), { scope, filters: {}, after: wrong, limit: 3 })).toBe(
        undefined,
      );
  });

  it('lists both sides of a conflict', async () => {
    const rows = await rowsOf('conflicts', { conflict: 'open' });
    expect(rows.map(({ entitlement, desk, seq, quantity }) => [entitlement, desk, seq, quantity])).toEqual([
      ['E1', 'desk-1', 1, 5000],
      ['E1', 'desk-1', 2, 2],
      ['E1', 'desk-2', 1, 5000],
      ['E2', 'desk-1', 3, 2],
      ['E2', 'desk-2', 3, 2],
    ]);
  });

  it('knows every other table', async () => {
    expect(await rowsOf('hours')).toMatchObject([
      { desk: 'desk-1', handovers: 4, reversals: 1, not_served: 1 },
      { desk: 'desk-2', handovers: 3, reversals: 0 },
    ]);
    expect((await rowsOf('stock', { item: 'OIL' })).map(({ desk, on_hand: onHand }) => [desk, onHand])).toEqual([
      ['desk-1', 96],
      ['desk-2', 96],
    ]);
    expect(await rowsOf('days', { desk: 'desk-1', day: DAY })).toMatchObject([{ account: 'OIL' }, { handed: 10_000 }]);
    expect(await rowsOf('strays')).toMatchObject([{ log: logOf('desk-1'), seq: 7, kind: 'unreadable' }]);
  });

  it('says which desk is silent', async () => {
    const at = async (nowMs: number) => (await readOverview(database.sql, { nowMs, silentAfterMs: 500 }))[0];
    expect(await at(RECEIVED_MS + 500)).toMatchObject({
      siteName: 'Kassala',
      lastHeardMs: RECEIVED_MS,
      openConflicts: 2,
      statuses: { conflict: 2, reversed: 1, 'not-served': 1, 'not-presented': 1, unexplained: 1, served: 0 },
      desks: [{ silentForMs: null }, { silentForMs: null }],
    });
    expect((await at(RECEIVED_MS + 501))?.desks.map(({ silentForMs }) => silentForMs)).toEqual([501, 501]);
  });

  it('writes CSV in main units, with nothing that a spreadsheet would run', async () => {
    let text = '';
    for await (const chunk of csvOf(report('moved'), readAll(database.sql, report('moved'), { scope, filters: {} })))
      text += chunk;
    const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.find(({ desk, account }) => desk === 'desk-2' && account === 'cash:SDG')).toMatchObject({
      operator: "'=cmd|x",
      handed: '50.00',
      twice: '50.00',
    });
  });

  it('writes JSON that reads back as the very rows', async () => {
    let text = '';
    for await (const chunk of jsonOf(report('moved'), readAll(database.sql, report('moved'), { scope, filters: {} })))
      text += chunk;
    expect(JSON.parse(text)).toEqual(await rowsOf('moved'));
  });

  it('writes a workbook whose numbers are numbers and whose texts are texts', async () => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of xlsxOf(report('moved'), readAll(database.sql, report('moved'), { scope, filters: {} })))
      chunks.push(chunk);
    const sheet = strFromU8(unzipSync(Buffer.concat(chunks))['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    expect(sheet).toContain('<c t="inlineStr"><is><t xml:space="preserve">=cmd|x</t></is></c>');
    expect(sheet).toContain('<c><v>50.00</v></c>');
    expect(sheet.match(/<row>/g)).toHaveLength((await rowsOf('moved')).length + 1);
    expect(sheet).not.toContain('<f>');
  });
});
