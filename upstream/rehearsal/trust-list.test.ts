import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signerOf } from '../../main/vault/crypto/ed25519.ts';
import type { TrustList } from '../../shared/domain/trust-list.ts';
import { PAYLOAD_TYPE, type Envelope } from '../../shared/wire/documents.ts';
import { TRUST_UPDATE_MAXIMUM_BYTES, type TrustUpdate } from '../../shared/wire/trust-update.ts';
import { deliverTrust } from '../collector/inbox/deliver.ts';
import { addMessage, readInbox } from '../collector/inbox/inbox.ts';
import { whole } from './acts.fixture.ts';
import { storedAndRebuilt, withLedger } from './rebuild.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { sendingDay, type Sending } from './sending.fixture.ts';
import { counted, must, NOW_MS, SECRET, type Station } from './station.fixture.ts';
import { bytesOf, listEntries, listOf, scanVoucher, shownList, signList, VOUCHER } from './trust-list.fixture.ts';

let sending: Sending;
let client: Station['client'];
beforeEach(async () => {
  sending = await sendingDay({ credentials: listOf(4) });
  ({ client } = sending);
});
afterEach(() => sending.end());

const sign = (list: TrustList, more: Partial<TrustUpdate> = {}, signer = sending.signer): Envelope =>
  signList(signer, list, more);
const deliver = (signed: Envelope) => deliverTrust(sending.collector.deliverPorts(), bytesOf(signed));
/** What a collector that was broken into might put before the site. */
const slipIn = (trust: Envelope, number: number, cycles = ['2026-11']): Promise<unknown> =>
  addMessage(
    sending.collector.sql(),
    { programme: 'relief', site: 'kassala' },
    { kind: 'trust', number, cycles, trust },
    NOW_MS,
  );
const said = async (station = client): Promise<string> => (await scanVoucher(station)).code;
const shown = (station = client) => shownList(station);
const alarms = async () => must(await client.host.view()).outbox.alarms.map(({ kind }) => kind);
const entries = () => listEntries(sending.folder, client);
const round = async (): Promise<void> => expect(await sending.round()).toEqual({ kind: 'done' });

describe('a newer trust list from the collector', () => {
  test('is in force at once, recorded, shown, and outlives a restart', async () => {
    const before = await scanVoucher(client);
    expect(before.code).toBe('needs-approval');
    const { id } = must(await client.credentials.surroundings({ knows: null }));
    expect(await shown()).toEqual({ number: 4, source: 'package', cameAtMs: NOW_MS });
    expect(await deliver(sign(listOf(5, true)))).toEqual({ ok: true, value: { isNew: true, site: '*' } });
    await round();
    // What was decided by the former list is not acted on any more, and a text that was under way is checked anew.
    expect(await client.desk.give(whole(before))).toMatchObject({ error: { code: 'unknown-token' } });
    expect(must(await client.credentials.judge({ text: VOUCHER, trust: id, result: null }))).toBeNull();
    expect(await said()).toBe('unknown-issuer');
    expect(await shown()).toEqual({ number: 5, source: 'link', cameAtMs: NOW_MS });
    expect(await entries()).toEqual([[5, 'link']]);
    expect(await alarms()).toEqual([]);
    // Once only.
    await round();
    expect(await deliver(sign(listOf(5, true)))).toMatchObject({ ok: true, value: { isNew: false } });
    must(await client.host.shutdown());
    const { stored, rebuilt } = await storedAndRebuilt(sending.vaultFolder);
    expect(stored['trust_import']).toHaveLength(1);
    expect(rebuilt).toEqual(stored);
    const next = (await sending.start()).client;
    must(await next.session.signIn({ operator: 'OMAR', secret: SECRET.OMAR }));
    expect(await said(next)).toBe('unknown-issuer');
    expect(await shown(next)).toMatchObject({ number: 5, source: 'link' });
  });

  test('never gives way to a lower number, and to a package only if that has a higher one', async () => {
    await deliver(sign(listOf(6, true)));
    await round();
    for (const number of [1, 4, 5]) await slipIn(sign(listOf(number)), number);
    await round();
    expect(await said()).toBe('unknown-issuer');
    expect(await alarms()).toEqual([]);
    let packages = 1;
    const packaged = async (number: number | null) => {
      const roll = plainRoll(5, { upstream: sending.collector.upstream, credentials: listOf(number) });
      const baseRecordsPath = join(sending.folder, `${packages}.records`);
      packages += 1;
      must(await client.host.install({ path: await sending.issue(roll, { baseRecordsPath }) }));
    };
    await packaged(5);
    expect(await shown()).toMatchObject({ number: 6, source: 'link' });
    await packaged(null);
    expect(await said()).toBe('unknown-issuer');
    await packaged(7);
    expect(await shown()).toMatchObject({ number: 7, source: 'package' });
    expect(await said()).toBe('needs-approval');
    expect(await entries()).toEqual([[6, 'link']]);
  });

  test('is believed for the programme’s own signature only', async () => {
    const stranger = signerOf(new Uint8Array(randomBytes(32)));
    expect(await deliver(sign(listOf(9, true), {}, stranger))).toEqual({ ok: false, error: 'unknown-issuer' });
    expect(await deliver(sign(listOf(9, true), { programme: 'other' }))).toEqual({
      ok: false,
      error: 'unknown-issuer',
    });
    expect(await deliver(sign(listOf(null)))).toEqual({ ok: false, error: 'malformed' });
    const trial = listOf(9);
    const tried = { ...trial, issuers: trial.issuers.map((issuer) => ({ ...issuer, trial: true })) };
    const signed = [
      sign(listOf(9, true), {}, stranger),
      sign(listOf(9, true), { programme: 'other' }),
      sign(listOf(null, true)),
      sign(tried),
      // Signed by the programme, but as something else.
      { ...sign(listOf(9, true)), payloadType: PAYLOAD_TYPE.resolution },
    ];
    for (const one of signed) await slipIn(one, 9);
    await round();
    // What is said around the list is not what was signed.
    await slipIn(sign(listOf(9, true)), 10);
    await slipIn(sign(listOf(9, true)), 9, ['2026-11', '2026-12']);
    await round();
    expect(await alarms()).toEqual(Array.from({ length: 7 }, () => 'message-refused'));
    expect(await shown()).toMatchObject({ number: 4, source: 'package' });
    expect(await said()).toBe('needs-approval');
    expect(await entries()).toEqual([]);
  });

  test('under a number that another one has is refused, and somebody is told', async () => {
    await deliver(sign(listOf(5, true)));
    await slipIn(sign(listOf(5)), 5);
    await round();
    expect(await alarms()).toEqual(['message-refused']);
    expect(await said()).toBe('unknown-issuer');
  });

  test('for a cycle that is yet to come counts once that has come', async () => {
    await deliver(sign(listOf(8, true), { cycles: ['2026-12'] }));
    await round();
    expect([await said(), await alarms(), await entries()]).toEqual(['needs-approval', [], []]);
    must(await client.day.count(counted(100, 100)));
    must(await client.day.close({}));
    const { upstream } = sending.collector;
    const path = await sending.issue(plainRoll(5, { upstream, credentials: listOf(7) }), { cycle: '2026-12' });
    must(await client.host.install({ path }));
    expect(await shown()).toMatchObject({ number: 8, source: 'link' });
    expect(await entries()).toEqual([[8, 'link']]);
  });

  test('that was kept just before a crash is put in force at the next sign-in', async () => {
    must(await client.host.shutdown());
    await withLedger(sending.vaultFolder, (db) =>
      db
        .prepare(`INSERT INTO trust_list VALUES ('2026-11', 6, ?, ?, 'link', ?)`)
        .run(['ab'.repeat(32), JSON.stringify(listOf(6, true)), NOW_MS]),
    );
    const next = (await sending.start()).client;
    must(await next.session.signIn({ operator: 'OMAR', secret: SECRET.OMAR }));
    expect(await shown(next)).toEqual({ number: 6, source: 'link', cameAtMs: NOW_MS });
    expect(await said(next)).toBe('unknown-issuer');
  });

  test('travels alone: those that it replaces are not sent any more, nor more than fits at once', async () => {
    const station = { programme: 'relief', site: 'kassala', keyId: '00'.repeat(8) };
    const waiting = async (after = 0) =>
      (await readInbox(sending.collector.sql(), station, after, NOW_MS)).messages.map(
        (message) => message.kind === 'trust' && message.number,
      );
    for (const number of [5, 6]) await deliver(sign(listOf(number)));
    expect(await waiting()).toEqual([6]);
    await deliver(sign(listOf(7), { cycles: ['2026-12', '2026-11'] }));
    await deliver(sign(listOf(8), { cycles: ['2026-12'] }));
    expect(await waiting()).toEqual([7, 8]);
    const long = { ...listOf(8), contextDocuments: [] as NonNullable<TrustList['contextDocuments']> };
    const context = { url: 'https://example.org/a', sha256: '00'.repeat(32), text: 'x'.repeat(100_000) };
    for (let index = 0; index < 13; index += 1) long.contextDocuments.push(context);
    for (let number = 10; number < 15; number += 1)
      await deliver(sign({ ...long, number }, { cycles: [`c-${number}`] }));
    expect(await waiting()).toEqual([7, 8, 10, 11, 12]);
    const { messages } = await readInbox(sending.collector.sql(), station, 0, NOW_MS);
    expect(await waiting(messages.at(-1)?.id)).toEqual([13, 14]);
  });

  test('that is too large is refused wherever it comes', async () => {
    const text = 'x'.repeat(100_000);
    const contextDocuments = Array.from({ length: 20 }, () => ({ url: 'a', sha256: '00'.repeat(32), text }));
    const signed = sign({ ...listOf(9, true), contextDocuments });
    expect(bytesOf(signed).length).toBeGreaterThan(TRUST_UPDATE_MAXIMUM_BYTES);
    expect(await deliver(signed)).toEqual({ ok: false, error: 'malformed' });
    await slipIn(signed, 9);
    await round();
    expect([await said(), await alarms()]).toEqual(['needs-approval', ['message-refused']]);
  });
});
