import { parse } from 'csv-parse/sync';
import { strFromU8, unzipSync } from 'fflate';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { currencyOf } from '../../shared/domain/account.ts';
import type { Status } from '../../shared/domain/reconcile/model.ts';
import type { Reconciliation, ReconciliationFormat } from '../../shared/ipc/reconciliation-contract.ts';
import { approval, takeDesk, whole } from './acts.fixture.ts';
import { entitlement, household, plainRoll } from './roll.fixture.ts';
import { counted, must, openedDay, type Rehearsal, type Station } from './station.fixture.ts';

/** 1 whole, 2 part, 3 reversed, 4 sent away, 5 never came, 6 whole and then withdrawn, 7 for another desk, 8 raised after its part. */
const ROLL = {
  households: Array.from({ length: 8 }, (_, index) => household(index + 1)),
  entitlements: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => entitlement(n, n === 7 ? { homeDesk: 'desk-2' } : {})),
};
const CASH = 5000;
const OIL = 2;

let rehearsal: Rehearsal & { station: Station };
let client: Station['client'];
let read: Reconciliation;

async function give(number: number, oil = OIL): Promise<number> {
  rehearsal.clock.wallMs += 40_000;
  const verdict = must(await client.desk.scan({ text: rehearsal.card({ number }), via: 'wedge' }));
  const all = whole(verdict, number);
  const lines = oil === OIL ? all.lines : [{ entitlement: `E-${number}`, line: 'oil', quantity: oil }];
  return must(await client.desk.give({ ...all, lines })).seq;
}

beforeAll(async () => {
  rehearsal = await openedDay(ROLL);
  ({ client } = rehearsal.station);
  for (const number of [1, 6, 8]) await give(number);
  await give(2, 1);
  const seq = await give(3);
  must(await client.supervisor.reverse({ seq, reason: 'goods-returned', approval }));
  const away = must(await client.desk.scan({ text: rehearsal.card({ number: 4 }), via: 'wedge' }));
  must(await client.desk.notServed({ token: away.token, reason: 'documents-missing' }));
  await takeDesk(client, 'OMAR');
  must(await client.day.count(counted(85, 93)));
  must(await client.day.close({ approval: { ...approval, operator: 'RANIA', secret: 'pepper mountain silver door' } }));
  const more = entitlement(8, { lines: [{ kind: 'item', line: 'oil', item: 'OIL-1L', quantity: 3 }] });
  const rest = ROLL.entitlements.filter(({ id }) => id !== 'E-6' && id !== 'E-8');
  must(await client.host.install({ path: await rehearsal.issue({ ...ROLL, entitlements: [...rest, more] }) }));
  await takeDesk(client, 'OMAR');
  read = must(await client.reconciliation.read());
});
afterAll(() => rehearsal.close());

const listed = async (status: Status) => must(await client.reconciliation.list({ status, from: 0 })).rows;

describe('reconciliation at the station', () => {
  it('puts every entitlement that is this desk’s in one status', async () => {
    expect(read.statuses).toEqual({
      served: 1,
      part: 2,
      'not-served': 1,
      'not-presented': 1,
      reversed: 1,
      conflict: 0,
      unexplained: 1,
    });
    expect((await listed('part')).map((one) => one.entitlement)).toEqual(['E-2', 'E-8']);
    expect(await listed('not-served')).toMatchObject([{ household: 'HH-20-4', reasons: ['documents-missing'] }]);
    // What a later package left out has no id of the roll any more, but the household it went to is on the receipt.
    expect(await listed('unexplained')).toMatchObject([{ household: 'HH-20-6', lines: [{ unexplained: CASH }, {}] }]);
  });

  it('explains all that is due and all that was handed over', () => {
    for (const one of read.accounts)
      expect(
        one.whole + one.part + one.left + one.notServed + one.notPresented + one.reversed + one.conflict,
        one.account,
      ).toBe(one.due);
    const account = (code: string) => read.accounts.find((one) => one.account === code);
    expect(account('OIL-1L')).toMatchObject({ due: 13, whole: 2, part: 3, left: 2, notServed: 2, unexplained: 2 });
    // The cash of 8 is due no longer, that of 6 neither.
    expect(account('cash:SDG')).toMatchObject({ due: 5 * CASH, whole: CASH, part: 0, unexplained: 2 * CASH });
  });

  it('agrees with the day’s own accounts, and tells who was sent away', async () => {
    const [day] = must(await client.day.closed()).days;
    for (const { account, handed, reversed } of day?.accounts ?? []) {
      if (handed === 0) continue;
      expect(read.days.find((one) => one.account === account)).toMatchObject({ day: day?.day, handed, reversed });
    }
    expect(read.turnedAway).toEqual([{ day: day?.day, reason: 'documents-missing', count: 1 }]);
  });

  const saved = async (format: ReconciliationFormat, ids: boolean): Promise<Buffer> => {
    const path = join(rehearsal.folder, `reconciliation.${format}`);
    expect(must(await client.host.writeReconciliation({ path, format, ids }))).toEqual({ rows: 14 });
    expect(existsSync(`${path}.part`)).toBe(false);
    return readFileSync(path);
  };
  const rowsIn = (csv: Buffer) => parse(csv, { bom: true, columns: true }) as Record<string, string>[];

  it.each([true, false])('saves the same as CSV, XLSX and JSON (ids of the roll: %s)', async (ids) => {
    const csv = await saved('csv', ids);
    const json = JSON.parse((await saved('json', ids)).toString()) as Record<string, unknown>[];
    const sheet = strFromU8(unzipSync(await saved('xlsx', ids))['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    const rows = rowsIn(csv);
    expect(rows).toHaveLength(14);
    expect(json).toHaveLength(14);
    expect(sheet.match(/<row>/g)).toHaveLength(15);
    for (const { account, whole: served, part } of read.accounts) {
      const own = json.filter((row) => row['account'] === account);
      expect(own.reduce((sum, row) => sum + Number(row['served']), 0)).toBe(served + part);
      const units = rows
        .filter((row) => row['account'] === account)
        .reduce((sum, row) => sum + Number(row['served']), 0);
      expect(units).toBeCloseTo(currencyOf(account) === undefined ? served + part : (served + part) / 100);
    }
    expect(csv.includes('HH-20-')).toBe(ids);
    expect(csv.includes('Diallo')).toBe(false);
  });

  it('is for supervisors, after a reading, and forgets all when it is locked', async () => {
    must(await client.session.lock());
    expect(await client.reconciliation.read()).toMatchObject({ error: { code: 'locked' } });
    await takeDesk(client, 'OMAR');
    const path = join(rehearsal.folder, 'unread.csv');
    expect(await client.reconciliation.list({ status: 'served', from: 0 })).toMatchObject({
      error: { code: 'not-found' },
    });
    expect(await client.host.writeReconciliation({ path, format: 'csv', ids: false })).toMatchObject({
      error: { code: 'not-found' },
    });
    await takeDesk(client, 'AMINA');
    expect(await client.reconciliation.read()).toMatchObject({ error: { code: 'not-allowed' } });
  });

  it('keeps to the moment of the reading, whatever is served afterwards', async () => {
    await takeDesk(client, 'OMAR');
    const before = must(await client.reconciliation.read());
    must(await client.day.open(counted(100, 100)));
    await give(5);
    expect(await listed('not-presented')).toMatchObject([
      { entitlement: 'E-5', lines: [{ served: 0 }, { served: 0 }] },
    ]);
    const json = JSON.parse((await saved('json', true)).toString()) as Record<string, unknown>[];
    expect(json.filter((row) => row['status'] === 'served')).toHaveLength(2 * before.statuses.served);
  });
});

describe('a large roll', () => {
  it('can be stopped, leaves no file then, and lets the desk work meanwhile', async () => {
    const large = await openedDay(plainRoll(3000));
    try {
      const { client: desk, views } = large.station;
      await takeDesk(desk, 'OMAR');
      const reading = desk.reconciliation.read();
      must(await desk.desk.scan({ text: large.card({ number: 7 }), via: 'wedge' }));
      expect(must(await desk.host.view()).job).toMatchObject({ kind: 'reconcile', step: 'reconciling' });
      expect(must(await reading).statuses['not-presented']).toBe(3000);
      expect(views.some(({ job }) => job?.kind === 'reconcile')).toBe(true);

      const path = join(large.folder, 'stopped.csv');
      const writing = desk.host.writeReconciliation({ path, format: 'csv', ids: false });
      expect(await desk.reconciliation.read()).toMatchObject({ error: { code: 'busy' } });
      must(await desk.reconciliation.cancel());
      expect(await writing).toMatchObject({ error: { code: 'cancelled' } });
      const locked = desk.reconciliation.read();
      must(await desk.session.lock());
      expect((await locked).ok).toBe(false);
      expect([existsSync(path), existsSync(`${path}.part`)]).toEqual([false, false]);

      await takeDesk(desk, 'OMAR');
      must(await desk.reconciliation.read());
      const pages = await Promise.all(
        [0, 50, 2990].map(async (from) => must(await desk.reconciliation.list({ status: 'not-presented', from }))),
      );
      expect(pages.map(({ rows, more }) => [rows.length, more])).toEqual([
        [50, true],
        [50, true],
        [10, false],
      ]);
      expect(new Set(pages.flatMap(({ rows }) => rows.map((one) => one.entitlement))).size).toBe(110);
    } finally {
      large.close();
    }
  });
});
