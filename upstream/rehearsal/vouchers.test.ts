import { afterEach, describe, expect, test } from 'vitest';
import type { VoucherPolicy } from '../../shared/domain/voucher.ts';
import { voucherId } from '../../shared/wire/gv1.ts';
import { printedCode } from '../../shared/wire/voucher-code.ts';
import { voucherName } from '../../shared/wire/voucher-name.ts';
import { ISSUER } from '../verdict/sign.fixture.ts';
import { approval, whole } from './acts.fixture.ts';
import { exported, ofType } from './entries.fixture.ts';
import { entitlement, plainRoll, policy, type RollContent } from './roll.fixture.ts';
import { must, openedDay, type Rehearsal, type Station } from './station.fixture.ts';
import { CODE, goodsVoucher, moneyVoucher, scanned, trustList } from './vouchers.fixture.ts';

let rehearsal: (Rehearsal & { station: Station }) | undefined;
afterEach(() => rehearsal?.close());

async function desk(vouchers?: VoucherPolicy, more: Partial<RollContent> = {}): Promise<Station['client']> {
  const rules = { ...policy, approvalAboveMinor: {}, ...(vouchers === undefined ? {} : { vouchers }) };
  rehearsal = await openedDay(plainRoll(5, { credentials: trustList(), policy: rules, ...more }));
  return rehearsal.station.client;
}
const open: VoucherPolicy = { onlyRoll: false, holderChecks: [], holderTries: 2, holdHours: 24 };
const entries = async (client: Station['client']) => (await exported(rehearsal!.folder, client)).entries;

describe('a voucher of goods', () => {
  test('is handed over once, beside what the roll makes due', async () => {
    const client = await desk();
    const verdict = await scanned(client, goodsVoucher());
    expect(verdict).toMatchObject({ code: 'ok', canGive: true, household: { id: 'HH-20-2' } });
    expect(verdict.voucher).toMatchObject({ use: 'goods', partial: false, credit: null, provider: 'Kassala Hospital' });
    expect(verdict.due.map(({ account, remaining }) => [account, remaining])).toEqual([['OIL-1L', 2]]);
    const given = must(await client.desk.give(whole(verdict, 2)));
    expect(given.lines).toEqual([{ account: 'OIL-1L', quantity: 2 }]);

    const again = await scanned(client, goodsVoucher());
    expect(again).toMatchObject({ code: 'already-served', reasons: ['voucher-used'], canGive: false });
    expect(again.earlier.map(({ seq }) => seq)).toEqual([given.seq]);
    const card = must(await client.desk.scan({ text: rehearsal!.card({ number: 2 }), via: 'wedge' }));
    expect(card.code).toBe('ok');

    const name = voucherName('0f'.repeat(16));
    expect(ofType(await entries(client), 'handover')).toMatchObject([
      { via: 'credential', holder: ['roll'], acts: [[name, 0, 1]], lines: [[name, 'OIL-1L', 'OIL-1L', 2]] },
    ]);
  });

  test('can be given again after a reversal', async () => {
    const client = await desk();
    const { seq } = must(await client.desk.give(whole(await scanned(client, goodsVoucher()), 2)));
    must(await client.supervisor.reverse({ seq, reason: 'wrong-person', approval }));
    expect(await scanned(client, goodsVoucher())).toMatchObject({ code: 'ok', canGive: true });
  });

  test('decided twice on the same state is given once', async () => {
    const client = await desk();
    const first = await scanned(client, goodsVoucher());
    const second = await scanned(client, goodsVoucher());
    must(await client.desk.give(whole(first, 2)));
    expect(await client.desk.give(whole(second, 2))).toMatchObject({ ok: false });
  });

  test('is given whole or not at all where it is not for parts', async () => {
    const client = await desk();
    const verdict = await scanned(client, goodsVoucher());
    const [line] = whole(verdict, 2).lines;
    const part = { ...whole(verdict, 2), lines: [{ ...line!, quantity: 1 }] };
    expect(await client.desk.give(part)).toMatchObject({ error: { code: 'part-not-allowed' } });
  });

  test('for nobody of the roll is refused, or given to its holder where the policy says so', async () => {
    const stranger = goodsVoucher({ beneficiary: 'HH-99-1', name: 'Sara Osman' });
    const client = await desk();
    expect(await scanned(client, stranger)).toMatchObject({ code: 'unknown-beneficiary', canGive: false });
    rehearsal!.close();
    const other = await desk(open);
    const verdict = await scanned(other, stranger);
    expect(verdict).toMatchObject({ code: 'ok', household: null, voucher: { name: 'Sara Osman' } });
    const wanted = { ...whole(verdict), collector: { kind: 'holder', id: 'holder' } } as const;
    const member = { ...whole(verdict), collector: { kind: 'member', id: 'HH-20-1-1' } } as const;
    expect(await other.desk.give(member)).toMatchObject({ error: { code: 'proxy-not-allowed' } });
    expect(must(await other.desk.give(wanted))).toMatchObject({ name: 'Sara Osman', household: null });
    const day = must(await other.host.nextPrint());
    expect(day?.paper).toMatchObject({ kind: 'receipt', name: 'Sara Osman', household: 'HH-99-1' });
  });
});

describe('a voucher that is the paper of an entitlement', () => {
  const tied = { entitlements: [1, 2, 3, 4, 5].map((n) => entitlement(n, n === 1 ? { voucherCode: CODE } : {})) };
  const id = voucherId(ISSUER, CODE);
  const items = [{ item: 'OIL-1L', quantity: 2 }];

  test('uses the entitlement up, and so does the card', async () => {
    const client = await desk(undefined, tied);
    const text = moneyVoucher({ sub: 'E-1' });
    const verdict = await scanned(client, text);
    expect(verdict).toMatchObject({
      code: 'needs-approval',
      reasons: ['voucher-differs', 'voucher-genuine'],
      household: { id: 'HH-20-1' },
    });
    expect(await client.desk.give(whole(verdict))).toMatchObject({ error: { code: 'needs-approval' } });
    must(await client.desk.give({ ...whole(verdict), approval }));
    expect(await scanned(client, text)).toMatchObject({ code: 'already-served' });
    const card = must(await client.desk.scan({ text: rehearsal!.card({ number: 1 }), via: 'wedge' }));
    expect(card.code).toBe('already-served');
    const [given] = ofType(await entries(client), 'handover');
    expect(given?.acts.map(([name, ordinal, complete]) => [name.length, ordinal, complete])).toEqual([
      [16, 0, 1],
      [26, 0, 1],
    ]);
    expect(given?.acts[1]?.[0]).toBe(voucherName(id));
  });

  test('agrees where it promises the same', async () => {
    const client = await desk(undefined, tied);
    const same = goodsVoucher({
      beneficiary: 'HH-20-1',
      id: voucherId('relief', CODE),
      items,
      cash: { currency: 'SDG', amountMinor: 5000 },
    });
    const verdict = await scanned(client, same);
    expect(verdict).toMatchObject({ code: 'ok', canGive: true });
    expect(verdict.due.map(({ entitlement: of }) => of)).toEqual(['E-1', 'E-1']);
  });

  test.each([
    ['bare', CODE],
    ['readable', printedCode(CODE)],
  ])('a %s code leads to its entitlement, for which a supervisor answers', async (_kind, text) => {
    const client = await desk(undefined, tied);
    const verdict = await scanned(client, text);
    expect(verdict).toMatchObject({ code: 'needs-approval', household: { id: 'HH-20-1' }, voucher: null });
    expect(verdict.reasons[0]).toBe('code-not-signed');
    expect(await client.desk.give(whole(verdict))).toMatchObject({ error: { code: 'needs-approval' } });
    must(await client.desk.give({ ...whole(verdict), approval }));
    expect(await scanned(client, moneyVoucher({ sub: 'E-1' }))).toMatchObject({ code: 'already-served' });
  });

  test('a code that nobody has is told', async () => {
    const client = await desk();
    expect(await scanned(client, CODE)).toMatchObject({ code: 'unknown-beneficiary', reasons: ['code-not-known'] });
    const short = must(await client.desk.scan({ text: printedCode('K7QM'), via: 'typed' }));
    expect(short).toMatchObject({ code: 'unknown-beneficiary', reasons: ['code-not-known'] });
  });
});

describe('the holder', () => {
  const asked: VoucherPolicy = {
    onlyRoll: true,
    holderChecks: ['birth-date', 'household'],
    holderTries: 2,
    holdHours: 24,
  };

  test('answers every question before anything is given', async () => {
    const client = await desk(asked);
    const verdict = await scanned(client, goodsVoucher());
    expect(verdict.voucher?.holder).toMatchObject({ possible: ['birth-date', 'household'], triesLeft: 2 });
    const { token } = verdict;
    expect(await client.desk.give(whole(verdict, 2))).toMatchObject({ error: { code: 'holder-not-checked' } });
    must(await client.vouchers.checkHolder({ token, by: 'birth-date', answer: '5/3/١٩٨٠' }));
    const wrong = must(await client.vouchers.checkHolder({ token, by: 'household', answer: 'Diallo' }));
    expect(wrong).toMatchObject({ passed: ['birth-date'], triesLeft: 1 });
    must(await client.vouchers.checkHolder({ token, by: 'household', answer: 'ali' }));
    must(await client.desk.give(whole(verdict, 2)));
    expect(ofType(await entries(client), 'handover')[0]?.holder).toEqual(['roll', 'birth-date', 'household']);
  });

  test('has so many tries and no more, however often the voucher is scanned; then a witness answers', async () => {
    const client = await desk(asked);
    const { token } = await scanned(client, goodsVoucher());
    for (const answer of ['1979', 'nonsense'])
      must(await client.vouchers.checkHolder({ token, by: 'birth-date', answer }));
    const again = await scanned(client, goodsVoucher());
    expect(again.voucher?.holder).toMatchObject({ triesLeft: 0, witnessNeeded: true });
    const tried = await client.vouchers.checkHolder({ token: again.token, by: 'birth-date', answer: '1980' });
    expect(tried).toMatchObject({ error: { code: 'no-tries-left' } });
    expect(await client.desk.give(whole(again, 2))).toMatchObject({ error: { code: 'needs-approval' } });
    must(await client.desk.give({ ...whole(again, 2), approval }));
    const [given] = ofType(await entries(client), 'handover');
    expect(given).toMatchObject({ holder: ['roll', 'witness'], apv: { reason: 'holder-witnessed', by: 'OMAR' } });
  });

  test('who has no photo in the roll needs a witness for it', async () => {
    const client = await desk({ ...asked, holderChecks: ['photo'] });
    const verdict = await scanned(client, goodsVoucher());
    expect(verdict.voucher?.holder).toMatchObject({ possible: [], witnessNeeded: true });
    const asking = await client.vouchers.checkHolder({ token: verdict.token, by: 'photo', answer: 'yes' });
    expect(asking).toMatchObject({ error: { code: 'cannot-be-asked' } });
  });
});

test('a voucher of another provider says whose it is', async () => {
  const client = await desk(open);
  const elsewhere = await scanned(client, moneyVoucher({ aud: '35' }));
  expect(elsewhere).toMatchObject({
    code: 'wrong-site',
    reasons: ['voucher-other-provider'],
    site: 'Gedaref Hospital',
  });
  expect(await scanned(client, moneyVoucher({ aud: ['35', 34] }))).toMatchObject({ code: 'ok' });
});
