import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { VoucherPolicy } from '../../shared/domain/voucher.ts';
import { audited } from '../verifier/testing/audit.fixture.ts';
import { approval } from './acts.fixture.ts';
import { exported, ofType } from './entries.fixture.ts';
import { plainRoll, policy } from './roll.fixture.ts';
import { counted, DAY_MS, must, NOW_MS, openedDay, SECRET, type Rehearsal, type Station } from './station.fixture.ts';
import { moneyVoucher, scanned, trustList } from './vouchers.fixture.ts';

let rehearsal: Rehearsal & { station: Station };
let client: Station['client'];
const vouchers: VoucherPolicy = { onlyRoll: false, holderChecks: [], holderTries: 3, holdHours: 12 };
beforeAll(async () => {
  const rules = { ...policy, vouchers };
  rehearsal = await openedDay(plainRoll(3, { credentials: trustList({ partial: true }), policy: rules }));
  client = rehearsal.station.client;
});
afterAll(() => rehearsal.close());

const code = (digit: number): string => `2-37ec-47d3-a937-5d5${digit}`;
const scan = (digit: number, more: object = {}) => scanned(client, moneyVoucher({ code: code(digit), ...more }));
const xray = { code: 'XRAY', quantity: 1, amountMinor: 15_000 };

test('a voucher is held at admission and captured at discharge', async () => {
  const admitted = await scan(1);
  expect(admitted).toMatchObject({ code: 'ok', canGive: true, household: null });
  expect(admitted.voucher).toMatchObject({
    use: 'services',
    credit: { currency: 'SDG', dueMinor: 50_000, usedMinor: 0, remainingMinor: 50_000 },
    hold: null,
  });
  const held = must(await client.vouchers.hold({ token: admitted.token, note: 'Ward 3' }));
  expect(held).toMatchObject({ amountMinor: 50_000, overdue: false, name: 'DOE, JANE', note: 'Ward 3' });
  expect(must(await client.vouchers.hold({ token: admitted.token })).seq).toBe(held.seq);
  expect(must(await client.host.nextPrint())?.paper).toMatchObject({
    kind: 'hold',
    amountMinor: 50_000,
    endedBy: null,
  });

  rehearsal.clock.wallMs += 13 * 3_600_000;
  expect(must(await client.vouchers.openHolds()).holds).toMatchObject([{ seq: held.seq, overdue: true }]);
  expect(must(await client.host.view()).openHolds).toEqual({ open: 1, overdue: 1 });

  const discharged = await scan(1);
  expect(discharged).toMatchObject({ code: 'attention', canGive: true, voucher: { hold: { seq: held.seq } } });
  expect(discharged.reasons[0]).toBe('voucher-on-hold');
  expect(await client.vouchers.hold({ token: discharged.token })).toMatchObject({ error: { code: 'changed-since' } });
  const services = [xray, { code: 'BED-DAY', quantity: 2, amountMinor: 10_000 }];
  const captured = must(await client.vouchers.capture({ token: discharged.token, services }));
  expect(captured).toMatchObject({ amountMinor: 25_000, remainingMinor: 25_000, releasedBy: null });
  expect(must(await client.vouchers.openHolds()).holds).toEqual([]);
  rehearsal.clock.wallMs = NOW_MS + 13 * 3_600_000 + 1000;
});

test('what is left can be captured another time, and no more', async () => {
  const verdict = await scan(1);
  expect(verdict.voucher).toMatchObject({ credit: { usedMinor: 25_000, remainingMinor: 25_000 }, partial: true });
  const { token } = verdict;
  const wanted = (amountMinor: number, quantity = 2) => ({ token, services: [{ ...xray, quantity, amountMinor }] });
  expect(await client.vouchers.capture(wanted(25_001))).toMatchObject({ error: { code: 'more-than-due' } });
  expect(await client.vouchers.capture(wanted(20_001, 1))).toMatchObject({ error: { code: 'above-ceiling' } });
  const strange = { token, services: [{ ...xray, code: 'GOLD-TOOTH' }] };
  expect(await client.vouchers.capture(strange)).toMatchObject({ error: { code: 'unknown-service' } });
  const last = must(await client.vouchers.capture(wanted(25_000)));
  expect(last.remainingMinor).toBe(0);
  expect(await scan(1)).toMatchObject({ code: 'already-served', reasons: ['voucher-used'], canGive: false });
  expect((await scan(1)).voucher?.captures).toHaveLength(2);
});

test('a hold is released where the patient leaves, and the voucher is whole again', async () => {
  const { seq } = must(await client.vouchers.hold({ token: (await scan(2)).token }));
  must(await client.vouchers.release({ of: seq, reason: 'patient-left' }));
  expect(await client.vouchers.release({ of: seq, reason: 'other' })).toMatchObject({
    error: { code: 'already-released' },
  });
  expect(await client.vouchers.release({ of: 0, reason: 'other' })).toMatchObject({ error: { code: 'not-found' } });
  expect((await scan(2)).voucher).toMatchObject({ hold: null, credit: { remainingMinor: 50_000 } });
});

test('a capture is taken back with a supervisor’s signature', async () => {
  const { seq } = must(await client.vouchers.capture({ token: (await scan(2)).token, services: [xray] }));
  expect(await client.vouchers.release({ of: seq, reason: 'wrong-amount' })).toMatchObject({
    error: { code: 'needs-approval' },
  });
  must(await client.vouchers.release({ of: seq, reason: 'wrong-amount', approval }));
  expect((await scan(2)).voucher).toMatchObject({ credit: { remainingMinor: 50_000, usedMinor: 0 } });
  const { captures } = must(await client.vouchers.captures({ text: 'jane' }));
  expect(captures.find((one) => one.seq === seq)?.releasedBy).not.toBeNull();
});

test('of two captures decided on the same state one is written', async () => {
  const [first, second] = [await scan(3), await scan(3)];
  must(await client.vouchers.capture({ token: first.token, services: [xray] }));
  expect(await client.vouchers.capture({ token: second.token, services: [xray] })).toMatchObject({
    error: { code: 'changed-since' },
  });
});

test('a voucher that ends while its patient is treated can still be captured', async () => {
  must(await client.vouchers.hold({ token: (await scan(4)).token }));
  rehearsal.clock.wallMs = NOW_MS + 2 * DAY_MS;
  expect(await scan(5)).toMatchObject({ code: 'expired', canGive: false });
  const late = await scan(4);
  expect(late).toMatchObject({ code: 'attention', canGive: true });
  expect(late.reasons).toContain('voucher-expired');
  must(await client.vouchers.capture({ token: late.token, services: [xray] }));
});

test('captures leave stock and cash alone, and the close of the day adds them up', async () => {
  must(await client.session.signIn({ operator: 'OMAR', secret: SECRET.OMAR }));
  must(await client.day.count(counted(100, 100)));
  const closed = must(await client.day.close({}));
  expect(closed.accounts.every(({ handed, difference }) => handed === 0 && difference === 0)).toBe(true);
  const { entries } = await exported(rehearsal.folder, client);
  expect(ofType(entries, 'day_close')[0]?.captured).toEqual([['cash:SDG', 80_000]]);
  expect(ofType(entries, 'capture').map(({ of }) => of !== undefined)).toEqual([true, false, false, false, true]);
  expect(JSON.stringify(entries)).not.toMatch(/JANE|2-37ec/);
  const files = {
    'ledger.ndjson': readFileSync(join(rehearsal.folder, 'ledger.ndjson'), 'utf8'),
    'desk-1.station': readFileSync(join(rehearsal.folder, 'desk-1.station'), 'utf8'),
  };
  const programme = JSON.stringify({ v: 1, ...rehearsal.programme });
  const report = await audited(files, { programme, nowMs: rehearsal.clock.wallMs + 60_000 });
  expect(report.findings.filter(({ severity }) => severity === 'broken')).toEqual([]);
  expect(report.logs[0]?.summary).toMatchObject({ services: { captures: 5, takenBack: 1, openHolds: 0 } });
  expect(await client.vouchers.release({ of: 5, reason: 'other' })).toMatchObject({ error: { code: 'no-day-open' } });
});
