import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signerOf } from '../../main/vault/crypto/ed25519.ts';
import { utf8Bytes } from '../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE, type Envelope } from '../../shared/wire/documents.ts';
import { sealEnvelope } from '../../shared/wire/dsse.ts';
import { addMessage } from '../collector/inbox/inbox.ts';
import { takeClaimFile } from '../collector/reimbursement/take-claim.ts';
import { claimingDay, codeOf, jpeg, pdf, type Claiming } from './claims.fixture.ts';
import { exported, ofType } from './entries.fixture.ts';
import { storedAndRebuilt } from './rebuild.fixture.ts';
import { breaking, LOG } from './sending.fixture.ts';
import { must, NOW_MS } from './station.fixture.ts';

/** Claims from the captures of a hospital's desk to the office and back. */
let day: Claiming;
beforeEach(async () => {
  day = await claimingDay();
});
afterEach(() => day.end());

const claims = () => day.client.claims;
const code = (answer: { ok: true } | { ok: false; error: { code: string } }): string =>
  answer.ok ? 'ok' : answer.error.code;
const DONE = { kind: 'done' };

test('a claim goes from two captures to the office, which checks it, asks, is answered, and pays', async () => {
  const [first, second] = [await day.treated(1), await day.treated(2, 20_000)];
  const open = must(await claims().open());
  expect(open).toMatchObject({
    more: false,
    captures: [{ seq: first, code: codeOf(1), name: 'DOE, JANE' }, { seq: second }],
  });
  const account = await day.attach(first, pdf('account'));
  await day.attach(second, pdf('other'));
  await day.attach(second, jpeg(700_000));
  const made = must(await claims().make({ captures: [{ seq: first }, { seq: second }], note: 'Two X-rays' }));
  expect(made).toMatchObject({ amountMinor: 35_000, captures: 2, currency: 'SDG', way: 'recorded', status: null });
  expect(must(await claims().open()).captures).toEqual([]);

  expect(await day.round()).toEqual(DONE);
  expect(must(await claims().statements({})).statements).toMatchObject([{ seq: made.seq, way: 'sent', status: null }]);
  const row = await day.office.first();
  expect(row).toMatchObject({ claim: `${LOG}#${made.seq}`, number: made.number, check: made.check, answer: null });
  const file = await day.office.opened(row);
  expect(await day.office.findings(row, file)).toEqual([]);
  expect(file.head.particulars).toMatchObject({
    totalMinor: 35_000,
    note: 'Two X-rays',
    captures: [
      { code: codeOf(1), entitlement: '1', holder: 'DOE, JANE', documents: [{ sha256: account.sha256 }] },
      { code: codeOf(2), entitlement: '2', amountMinor: 20_000 },
    ],
  });
  expect(Buffer.from(file.documents.get(account.sha256) ?? []).toString()).toBe('%PDF-1.4 account');

  await day.office.answer(row, { answer: 'queried', reason: 'Where is the prescription?' });
  expect(await day.round()).toEqual(DONE);
  const asked = must(await claims().statement({ seq: made.seq })).statement;
  expect(asked.status).toMatchObject({ answer: 'queried', reason: 'Where is the prescription?', by: 'Office' });
  expect(must(await day.client.host.view()).outbox.alarms).toMatchObject([{ kind: 'claim-queried', had: made.seq }]);

  await day.attach(second, pdf('prescription'));
  const wanted = [{ seq: second, amountMinor: 12_000 }, { seq: first }];
  const again = must(await claims().make({ captures: wanted, replaces: made.seq }));
  expect(again).toMatchObject({ amountMinor: 27_000, replaces: made.number });
  expect(code(await claims().make({ captures: wanted, replaces: made.seq }))).toBe('not-queried');
  expect(await day.round()).toEqual(DONE);
  const [, newer] = await day.office.claims();
  if (newer === undefined) throw new Error('The office has no answer');
  expect(await day.office.findings(newer, await day.office.opened(newer))).toEqual([]);
  const [older] = await day.office.claims();
  if (older === undefined) throw new Error('The office has lost a claim');
  expect(older.replacedBy).toBe(again.seq);
  expect(await day.office.tryAnswer(older, { answer: 'accepted' })).toEqual({ ok: false, error: 'replaced' });
  for (const said of ['queried', 'paid'] as const)
    expect((await day.office.tryAnswer(newer, { answer: said })).ok).toBe(false);

  await day.office.answer(newer, { answer: 'paid', reference: 'TR-77', paidOn: '2026-11-30' });
  expect(await day.round()).toEqual(DONE);
  expect(must(await claims().statements({})).statements).toMatchObject([
    { seq: again.seq, status: { answer: 'paid', reference: 'TR-77', paidOn: '2026-11-30' } },
    { seq: made.seq, replacedBy: again.number },
  ]);

  const { text, entries } = await exported(day.folder, day.client);
  expect(ofType(entries, 'claim').map(({ amount, replaces }) => [amount, replaces])).toEqual([
    [['cash:SDG', 35_000], undefined],
    [['cash:SDG', 27_000], made.seq],
  ]);
  expect(text).not.toMatch(/JANE|2-37ec|prescription/i);
  must(await day.client.session.lock());
  const { stored, rebuilt } = await storedAndRebuilt(day.vaultFolder);
  expect(rebuilt).toEqual(stored);
});

test('the file comes in pieces over a line that breaks, whatever breaks when', async () => {
  const seq = await day.treated(1);
  await day.attach(seq, jpeg(400_000));
  must(await claims().make({ captures: [{ seq }] }));
  let requests = 0;
  const ends = (number: number): ReturnType<Parameters<typeof breaking>[0]> =>
    number % 7 === 0 ? 'after' : number % 11 === 0 ? 'before' : 'neither';
  day.way.line = breaking(
    () => {
      requests += 1;
      return ends(requests);
    },
    () => Promise.resolve(),
  );
  let outcome = await day.round();
  for (let round = 0; round < 60 && outcome.kind !== 'done'; round += 1) outcome = await day.round();
  expect(outcome).toEqual(DONE);
  expect(requests).toBeGreaterThan(14);
  const row = await day.office.first();
  expect(await day.office.findings(row, await day.office.opened(row))).toEqual([]);
  expect(readdirSync(join(day.vaultFolder, 'claims'))).toEqual([]);
});

test('without a line the file is carried, and the answer is carried back', async () => {
  const seq = await day.treated(1);
  await day.attach(seq, pdf('account'));
  const { seq: claim } = must(await claims().make({ captures: [{ seq }] }));
  const path = (name: string): string => join(day.folder, name);
  must(await day.client.host.writeClaim({ seq: claim, form: 'claim', path: path('1.claim'), language: 'en' }));
  const { collector } = day;
  const take = async (file: string) =>
    takeClaimFile(
      { sql: collector.sql(), parcels: collector.parcels, identity: collector.identity, nowMs: NOW_MS },
      new Uint8Array(readFileSync(file)),
    );
  expect(await take(path('1.claim'))).toEqual({ ok: false, error: 'no-ledger' });
  writeFileSync(path('junk'), 'no claim');
  expect(await take(path('junk'))).toEqual({ ok: false, error: 'malformed' });
  must(await day.client.host.writeBundle({ all: true, path: path('1.bundle') }));
  expect((await collector.bringFile(path('1.bundle'))).status).toBe(200);
  for (let times = 0; times < 2; times += 1)
    expect(await take(path('1.claim'))).toEqual({ ok: true, value: `${LOG}#${claim}` });
  const row = await day.office.first();
  expect(await day.office.findings(row, await day.office.opened(row))).toEqual([]);

  const envelope = await day.office.answer(row, { answer: 'accepted' });
  const load = async (content: unknown) => {
    writeFileSync(path('x.answer'), JSON.stringify(content));
    return code(await day.client.host.readClaimAnswer({ path: path('x.answer') }));
  };
  expect(await load({})).toBe('not-an-answer');
  const payload = utf8Bytes(Buffer.from(envelope.payload, 'base64').toString());
  expect(await load(sealEnvelope(PAYLOAD_TYPE.claimStatus, payload, signerOf(new Uint8Array(32))))).toBe(
    'forged-answer',
  );
  expect(await load(sealEnvelope(PAYLOAD_TYPE.resolution, payload, collector.witness.signer))).toBe('not-an-answer');
  const elsewhere = utf8Bytes(Buffer.from(payload).toString().replace('desk-1', 'desk-2'));
  expect(await load(sealEnvelope(PAYLOAD_TYPE.claimStatus, elsewhere, collector.witness.signer))).toBe(
    'foreign-answer',
  );
  expect(must(await claims().statements({})).statements[0]?.status).toBeNull();
  expect(await load(envelope)).toBe('ok');
  expect(must(await claims().statements({})).statements).toMatchObject([
    { way: 'sent', status: { answer: 'accepted' } },
  ]);
});

test('the newest answer counts, in whatever order they come, and no stranger’s', async () => {
  const seq = await day.treated(1);
  must(await claims().make({ captures: [{ seq }] }));
  expect(await day.round()).toEqual(DONE);
  const row = await day.office.first();
  const older = await day.office.answer(row, { answer: 'accepted' });
  const newer = await day.office.answer(row, { answer: 'paid', reference: 'TR-1', paidOn: '2026-12-01' });
  const slipIn = (status: Envelope): Promise<unknown> =>
    addMessage(day.collector.sql(), { programme: 'relief', site: 'kassala' }, { kind: 'claim-status', status }, NOW_MS);
  expect(await day.round()).toEqual(DONE);
  await slipIn(older);
  await slipIn(
    sealEnvelope(PAYLOAD_TYPE.claimStatus, Buffer.from(newer.payload, 'base64'), signerOf(new Uint8Array(32))),
  );
  expect(await day.round()).toEqual(DONE);
  expect(must(await claims().statements({})).statements[0]?.status).toMatchObject({
    answer: 'paid',
    reference: 'TR-1',
  });
  expect(must(await day.client.host.view()).outbox.alarms.map(({ kind }) => kind)).toEqual(['message-refused']);
});
