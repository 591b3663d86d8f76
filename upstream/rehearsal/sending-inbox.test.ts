import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signerOf } from '../../main/vault/crypto/ed25519.ts';
import { utf8Bytes } from '../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE, type Envelope } from '../../shared/wire/documents.ts';
import { sealEnvelope } from '../../shared/wire/dsse.ts';
import { InboxMessage, type Resolution } from '../../shared/wire/upload.ts';
import { deliverCertificate, deliverPackage, deliverResolution } from '../collector/inbox/deliver.ts';
import { addMessage, type Message } from '../collector/inbox/inbox.ts';
import { whole } from './acts.fixture.ts';
import { flip } from './files.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { LOG, sendingDay, type Sending } from './sending.fixture.ts';
import { counted, must, NOW_MS, DAY_MS } from './station.fixture.ts';

let sending: Sending;
beforeEach(async () => {
  sending = await sendingDay();
});
afterEach(() => sending.end());

const outbox = async () => must(await sending.client.host.view()).outbox;
const DONE = { kind: 'done' };

async function give(number: number) {
  const verdict = must(await sending.client.desk.scan({ text: sending.card({ number }), via: 'wedge' }));
  return must(await sending.client.desk.give(whole(verdict, number)));
}

/** What a collector that was broken into might put before the site. */
const slipIn = (message: Message): Promise<unknown> =>
  addMessage(sending.collector.sql(), { programme: 'relief', site: 'kassala' }, message, NOW_MS);

async function newestMessage(): Promise<InboxMessage> {
  const [row] = await sending.collector
    .sql()
    .query<{ id: number; message: object }>('SELECT id, message FROM inbox ORDER BY id DESC LIMIT 1');
  return InboxMessage.parse({ ...row?.message, id: row?.id });
}

/** The site's second package, delivered as the office does. */
async function delivered() {
  const path = await sending.issue(plainRoll(8, { upstream: sending.collector.upstream }));
  expect(await deliverPackage(sending.collector.deliverPorts(), path, readFileSync(`${path}.sig`))).toEqual({
    ok: true,
    value: { isNew: true, site: 'kassala' },
  });
  const bytes = readFileSync(path);
  const { id } = await newestMessage();
  return { id, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

test('a package comes in pieces over a line that breaks, and is installed between two days', async () => {
  const { id, bytes, sha256 } = await delivered();
  const { world, seen } = sending.collector;
  const path = join(sending.folder, 'inbox', `${sha256}.cycle`);
  const part = (): number => statSync(`${path}.part`).size;
  // The line breaks after a part, then a part of another length, then holds.
  world.breakPackageAfterBytes = 1000;
  expect(await sending.round()).toEqual({ kind: 'failed', problem: 'interrupted' });
  expect(part()).toBe(1000);
  world.breakPackageAfterBytes = 1500;
  expect(await sending.round()).toEqual({ kind: 'failed', problem: 'interrupted' });
  expect(part()).toBe(2500);
  expect((await outbox()).arrivedPackage).toBeNull();
  world.breakPackageAfterBytes = undefined;
  expect(await sending.round()).toEqual(DONE);
  expect(seen.ranges).toEqual(['', 'bytes=1000-', 'bytes=2500-']);
  expect(readFileSync(path)).toEqual(bytes);
  expect((await outbox()).arrivedPackage).toEqual({ id, number: 2, sha256 });

  expect(await sending.client.host.install({ path })).toEqual({ ok: false, error: { code: 'day-open' } });
  must(await sending.client.day.count(counted(100, 100)));
  must(await sending.client.day.close({}));
  expect(must(await sending.client.host.install({ path }))).toMatchObject({ packageNumber: 2, households: 8 });
  expect((await outbox()).arrivedPackage).toBeNull();
  expect(await sending.round()).toEqual(DONE);
});

test('a package with other bytes than were signed never gets its name', async () => {
  const { id, sha256 } = await delivered();
  const stored = sending.collector.packagePath(sha256);
  flip(stored, 50);
  expect(await sending.round()).toEqual({ kind: 'failed', problem: 'interrupted' });
  expect(existsSync(join(sending.folder, 'inbox', `${sha256}.cycle`))).toBe(false);
  flip(stored, 50);
  expect(await sending.round()).toEqual(DONE);
  expect((await outbox()).arrivedPackage?.id).toBe(id);
});

test('a decision about a double collection shows at the receipt, and somebody is told', async () => {
  const first = await give(1);
  const second = await give(2);
  expect(await sending.round()).toEqual(DONE);
  const decided = async (seq: number, rightful: Resolution['rightful'], signer = sending.signer) => {
    const [row] = await sending.collector
      .sql()
      .query<{ body: Uint8Array }>('SELECT body FROM entry WHERE seq = $1', [seq]);
    const entry = JSON.parse(Buffer.from(row?.body ?? []).toString()) as { lines: [string][] };
    const resolution: Resolution = {
      v: 1,
      programme: 'relief',
      cycle: '2026-11',
      entitlement: entry.lines[0]?.[0] ?? '',
      rightful,
      decidedAtMs: NOW_MS,
      decidedBy: 'Office',
      note: '',
    };
    return sealEnvelope(PAYLOAD_TYPE.resolution, utf8Bytes(JSON.stringify(resolution)), signer);
  };
  const deliver = async (resolution: Envelope) =>
    deliverResolution(sending.collector.deliverPorts(), utf8Bytes(JSON.stringify(resolution)));
  const elsewhere = { log: LOG.replace('desk-1', 'desk-9'), seq: 77 };
  expect(await deliver(await decided(first.seq, { log: LOG, seq: first.seq }))).toMatchObject({ ok: true });
  await slipIn({ kind: 'resolution', resolution: await decided(second.seq, elsewhere) });
  const forged = await decided(first.seq, elsewhere, signerOf(new Uint8Array(randomBytes(32))));
  expect(await deliver(forged)).toEqual({ ok: false, error: 'unknown-issuer' });
  await slipIn({ kind: 'resolution', resolution: forged });
  const { id } = await newestMessage();
  expect(await sending.round()).toEqual(DONE);
  const receipts = must(await sending.client.receipts.recent({})).handovers;
  expect(receipts.map(({ seq, stands }) => [seq, stands])).toEqual([
    [second.seq, false],
    [first.seq, true],
  ]);
  const verdict = must(await sending.client.desk.scan({ text: sending.card({ number: 2 }), via: 'wedge' }));
  expect(verdict.earlier).toMatchObject([{ stands: false }]);
  expect((await outbox()).alarms.map(({ kind, had, has }) => [kind, had, has])).toEqual([
    ['resolution', first.seq, 1],
    ['resolution', second.seq, 0],
    ['message-refused', id, 0],
  ]);
  // The newest message is where the next look begins: nothing is taken twice.
  expect(await sending.round()).toEqual(DONE);
  expect((await outbox()).alarms).toHaveLength(3);
});

test('a renewed certificate is offered and taken; one of another programme is not', async () => {
  const renewed = await sending.certify(sending.station, {
    validFromMs: NOW_MS,
    validUntilMs: NOW_MS + 700 * DAY_MS,
    deskName: 'Desk one',
  });
  const certificate = JSON.parse(readFileSync(renewed, 'utf8')) as Envelope;
  const forged = {
    ...certificate,
    signatures: [{ ...certificate.signatures[0]!, sig: Buffer.alloc(64).toString('base64') }],
  };
  const deliver = (one: Envelope) =>
    deliverCertificate(sending.collector.deliverPorts(), utf8Bytes(JSON.stringify(one)));
  expect(await deliver(forged)).toEqual({ ok: false, error: 'unknown-issuer' });
  await slipIn({ kind: 'certificate', certificate: forged });
  const refused = await newestMessage();
  expect(await deliver(certificate)).toMatchObject({ ok: true, value: { isNew: true } });
  const { id } = await newestMessage();
  expect(await sending.round()).toEqual(DONE);
  expect(await outbox()).toMatchObject({
    arrivedCertificate: { id },
    alarms: [{ kind: 'message-refused', had: refused.id }],
  });
  must(await sending.client.sending.acceptCertificate());
  expect(must(await sending.client.host.view())).toMatchObject({
    station: { deskName: 'Desk one' },
    outbox: { arrivedCertificate: null },
  });
  expect(await sending.client.sending.acceptCertificate()).toEqual({ ok: false, error: { code: 'nothing-chosen' } });
});
