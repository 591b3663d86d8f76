import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../../shared/tables/table.ts';
import { project } from '../readmodel/projection.ts';
import { voucher } from '../reconcile/history.fixture.ts';
import { databases } from '../sql/sql.fixture.ts';
import { createBench, type Bench } from '../testing/bench.fixture.ts';
import { NOW_MS, type TestStation } from '../testing/station.fixture.ts';
import { verifyNext } from '../verification/verify-log.ts';
import { readOverview } from './overview.ts';
import { readAll, type Report } from './report.ts';
import { REPORTS } from './reports.ts';

const [ONE, TWO, THREE, FOUR] = [1, 2, 3, 4].map(voucher) as [string, string, string, string];
const MONEY = 'cash:SDG';

describe.each(databases)('vouchers in the reports: %s', (_kind, make) => {
  let bench: Bench;
  let ward: TestStation;
  let clinic: TestStation;
  beforeAll(async () => {
    bench = await createBench(make);
    ward = await bench.station({ site: 'ward' });
    clinic = await bench.station({ site: 'clinic' });
    ward.capture(ONE, 1, { of: ward.hold(ONE, 0) });
    ward.release(TWO, ward.capture(TWO, 0, { amount: 500 }), 1);
    ward.hold(THREE, 0);
    ward.give(FOUR);
    clinic.capture(ONE, 0, { amount: 1000 });
    for (const one of [ward, clinic]) {
      await bench.put(one, 0, one.batch());
      while ((await verifyNext(bench.sql, await bench.idOf(one), () => NOW_MS)) > 0);
    }
    await project(bench.sql);
  });
  afterAll(() => bench.close());

  const overview = () => readOverview(bench.sql, { nowMs: NOW_MS, silentAfterMs: 1 });
  const rowsOf = async (site: string, name: string, filters: Record<string, string> = {}): Promise<Row[]> => {
    const scope = (await overview()).find((one) => one.site === site)?.scope ?? 0;
    const rows: Row[] = [];
    for await (const page of readAll(bench.sql, REPORTS[name] as Report, { scope, filters })) rows.push(...page);
    return rows;
  };

  it('tell each act, and where else its voucher was used', async () => {
    const acts = await rowsOf('ward', 'vouchers');
    const told = Object.fromEntries(
      acts.map((row) => [row['seq'], [row['voucher'], row['act'], row['quantity'], row['ended_by']]]),
    );
    expect(told).toEqual({
      0: [ONE, 'hold', 5000, 1],
      1: [ONE, 'capture', 3000, null],
      2: [TWO, 'capture', 500, 3],
      4: [THREE, 'hold', 5000, null],
      5: [FOUR, 'handover', 2, null],
    });
    expect(await rowsOf('ward', 'vouchers', { used_twice: 'true' })).toMatchObject([
      { voucher: ONE, act: 'capture', seq: 1, also_used: [`${clinic.origin} 0`] },
    ]);
    expect(await rowsOf('clinic', 'vouchers')).toMatchObject([
      { voucher: ONE, used_twice: true, also_used: [`${ward.origin} 1`] },
    ]);
  });

  it('add up what each desk can claim for a day', async () => {
    expect(await rowsOf('ward', 'captured')).toEqual([
      {
        day: 'd',
        desk: 'desk-1',
        epoch: 1,
        account: MONEY,
        captures: 2,
        captured: 3500,
        taken_back_captures: 1,
        taken_back: 500,
        to_claim: 3000,
        stated: null,
        agrees: true,
      },
    ]);
  });

  it('list open holds with their age', async () => {
    const [hold, ...others] = await rowsOf('ward', 'holds');
    expect(others).toEqual([]);
    expect(hold).toMatchObject({ voucher: THREE, seq: 4, account: MONEY, quantity: 5000, at: NOW_MS + 4000 });
    expect(hold?.['hours']).toBe(Math.max(0, Math.floor((Date.now() - NOW_MS - 4000) / 3_600_000)));
    expect(await rowsOf('clinic', 'holds')).toEqual([]);
  });

  it('leave entitlements alone, and say in the overview what waits', async () => {
    for (const name of ['entitlements', 'moved', 'conflicts', 'strays']) expect(await rowsOf('ward', name)).toEqual([]);
    expect((await overview()).map(({ site, statuses, vouchers }) => [site, statuses.unexplained, vouchers])).toEqual([
      ['clinic', 0, { acts: 1, usedTwice: 1, openHolds: 0, oldestHoldMs: null }],
      ['ward', 0, { acts: 5, usedTwice: 1, openHolds: 1, oldestHoldMs: NOW_MS + 4000 }],
    ]);
  });

  it('say where a close does not tell what its captures come to', async () => {
    const size = ward.entries.length;
    const close = { accounts: [], served: 1, part: 0, notServed: 0, reversed: 0, grand: [] };
    ward.append('day_close', { day: 'd', ...close, captured: [[MONEY, 2999]] });
    await bench.put(ward, size, ward.batch(size));
    while ((await verifyNext(bench.sql, await bench.idOf(ward), () => NOW_MS)) > 0);
    await project(bench.sql);
    expect(await rowsOf('ward', 'captured')).toMatchObject([{ to_claim: 3000, stated: 2999, agrees: false }]);
  });
});
