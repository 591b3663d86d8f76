import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VoucherPolicy } from '../../shared/domain/voucher.ts';
import { voucherId } from '../../shared/wire/gv1.ts';
import { voucherName } from '../../shared/wire/voucher-name.ts';
import { project } from '../collector/readmodel/projection.ts';
import { readOverview } from '../collector/reports/overview.ts';
import { ISSUER } from '../verdict/sign.fixture.ts';
import { audited, codesOf } from '../verifier/testing/audit.fixture.ts';
import { approval, takeDesk, whole } from './acts.fixture.ts';
import { briefPlace, startRealCollector, type RealCollector } from './real-collector.fixture.ts';
import { plainRoll, policy } from './roll.fixture.ts';
import { rounds } from './sending.fixture.ts';
import { counted, must, NOW_MS, openedDay, type Rehearsal, type Station } from './station.fixture.ts';
import { goodsVoucher, moneyVoucher, scanned, trustList } from './vouchers.fixture.ts';

/** Two hospitals with no line between them, and the collector that hears of both. */
type Hospital = Rehearsal & { station: Station };
let collector: RealCollector;
let kassala: Hospital;
let gedaref: Hospital;

const vouchers: VoucherPolicy = { onlyRoll: false, holderChecks: [], holderTries: 3, holdHours: 12 };
const code = (digit: number): string => `2-37ec-47d3-a937-5d5${digit}`;
const nameOf = (digit: number): string => voucherName(voucherId(ISSUER, code(digit)));
const GOODS = voucherName('0f'.repeat(16));
const xray = { code: 'XRAY', quantity: 1, amountMinor: 15_000 };

beforeAll(async () => {
  collector = await startRealCollector(await briefPlace(), () => NOW_MS + 1000);
  const rules = { ...policy, approvalAboveMinor: {}, vouchers };
  const credentials = trustList({ partial: true });
  const roll = plainRoll(3, { credentials, policy: rules, upstream: collector.upstream });
  kassala = await openedDay(roll);
  gedaref = await openedDay(roll, 100, 100, undefined, undefined, { site: 'gedaref', siteName: 'Gedaref' });
  for (const { signer } of [kassala, gedaref]) collector.trust(signer);
}, 120_000);
afterAll(async () => {
  await collector.close();
  for (const { close } of [kassala, gedaref]) close();
});

const scan = ({ station }: Hospital, digit: number) =>
  scanned(station.client, moneyVoucher({ code: code(digit), aud: ['34', '35'] }));
const capture = async (at: Hospital, digit: number): Promise<number> => {
  const { token } = await scan(at, digit);
  return must(await at.station.client.vouchers.capture({ token, services: [xray] })).seq;
};

/** Sends all there is, and reads it into the reports. */
async function send({ station: { client }, folder }: Hospital): Promise<void> {
  await takeDesk(client, 'OMAR');
  const round = rounds(client, join(folder, 'inbox'));
  expect(await round()).toMatchObject({ kind: 'done' });
  await collector.checked();
  await project(collector.sql());
  await takeDesk(client, 'AMINA');
}

const conflicts = () =>
  collector
    .sql()
    .query<{ entitlement: string; released: boolean }>(
      'SELECT entitlement, released_at_ms IS NOT NULL AS released FROM claim_conflict ORDER BY entitlement',
    );
const found = async () =>
  (await readOverview(collector.sql(), { nowMs: NOW_MS, silentAfterMs: 1 })).map((one) => [
    one.site,
    one.statuses.unexplained,
    one.vouchers,
  ]);

test('each hospital takes the same voucher in good faith, and the collector finds it', async () => {
  const { client } = kassala.station;
  must(await client.vouchers.hold({ token: (await scan(kassala, 1)).token }));
  await capture(kassala, 1);
  must(await client.vouchers.hold({ token: (await scan(kassala, 2)).token }));
  must(await client.desk.give(whole(await scanned(client, goodsVoucher()), 2)));
  const taken = await capture(kassala, 3);
  must(await client.vouchers.release({ of: taken, reason: 'wrong-voucher', approval }));
  for (const digit of [1, 3]) await capture(gedaref, digit);
  must(await gedaref.station.client.desk.give(whole(await scanned(gedaref.station.client, goodsVoucher()), 2)));

  await send(kassala);
  expect(await conflicts()).toEqual([]);
  await send(gedaref);
  expect(await conflicts()).toEqual([GOODS, nameOf(1)].sort().map((entitlement) => ({ entitlement, released: false })));
  expect(await found()).toEqual([
    ['gedaref', 0, { acts: 3, usedTwice: 2, openHolds: 0, oldestHoldMs: null }],
    ['kassala', 0, { acts: 5, usedTwice: 2, openHolds: 1, oldestHoldMs: NOW_MS }],
  ]);
  expect(collector.faults).toEqual([]);
});

test('a capture taken back leaves the other standing alone', async () => {
  const { client } = gedaref.station;
  const { captures } = must(await client.vouchers.captures({}));
  const twice = captures.find((one) => one.code === code(1));
  must(await client.vouchers.release({ of: twice?.seq ?? 0, reason: 'wrong-voucher', approval }));
  await send(gedaref);
  expect((await conflicts()).filter(({ released }) => released).map(({ entitlement }) => entitlement)).toEqual([
    nameOf(1),
  ]);
});

test('the desk’s own books keep vouchers apart from what the roll makes due', async () => {
  const { client } = kassala.station;
  await takeDesk(client, 'OMAR');
  const { statuses, accounts, vouchers: sums } = must(await client.reconciliation.read());
  expect(statuses).toMatchObject({ unexplained: 0, served: 0 });
  expect(accounts.every(({ unexplained }) => unexplained === 0)).toBe(true);
  const none = { handed: 0, reversed: 0, captured: 0, takenBack: 0, held: 0 };
  expect(sums).toEqual([
    { account: 'OIL-1L', ...none, handed: 2 },
    { account: 'cash:SDG', ...none, captured: 30_000, takenBack: 15_000, held: 50_000 },
  ]);
});

test('the day’s report and the verifier say the same of it', async () => {
  const { client } = kassala.station;
  const path = join(kassala.folder, 'ledger.ndjson');
  await takeDesk(client, 'OMAR');
  must(await client.day.count(counted(100, 98)));
  const closed = must(await client.day.close({}));
  const services = {
    account: 'cash:SDG',
    captures: 2,
    captured: 30_000,
    takenBackCaptures: 1,
    takenBack: 15_000,
    holds: 1,
    held: 50_000,
  };
  expect(closed.vouchers).toEqual([services]);
  must(await client.host.exportLedger({ path }));
  const files = {
    'ledger.ndjson': readFileSync(path, 'utf8'),
    'desk-1.station': readFileSync(join(kassala.folder, 'desk-1.station'), 'utf8'),
  };
  const programme = JSON.stringify({ v: 1, ...kassala.programme });
  const report = await audited(files, { programme, nowMs: kassala.clock.wallMs + 60_000 });
  expect(report.verdict).toBe('sound');
  expect(codesOf(report)).not.toContain('difference');
  const [log] = report.logs;
  expect(log?.summary).toMatchObject({
    vouchers: 4,
    byVoucher: 1,
    services: { captures: 2, takenBack: 1, openHolds: 1 },
  });
  expect(log?.summary?.days.map((day) => day.services)).toEqual([[services]]);
});
