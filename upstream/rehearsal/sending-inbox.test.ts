import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signerOf } from '../../main/vault/crypto/ed25519.ts';
import { utf8Bytes } from '../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE, type Envelope } from '../../shared/wire/documents.ts';
import { sealEnvelope } from '../../shared/wire/dsse.ts';
import type { InboxMessage, Resolution } from '../../shared/wire/upload.ts';
import { whole } from './acts.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { LOG, sendingDay, type Sending } from './sending.fixture.ts';
import { counted, must, NOW_MS, DAY_MS } from './station.fixture.ts';

let sending: Sending;
beforeEach(async () => {
  sending = await sendingDay();
});
afterEach(() => sending.close());

const outbox = async () => must(await sending.client.host.view()).outbox;
const DONE = { kind: 'done' };

async function give(number: number) {
  const verdict = must(await sending.client.desk.scan({ text: sending.card({ number }), via: 'wedge' }));
  return must(await sending.client.desk.give(whole(verdict, number)));
}

async function packageMessage(id: number): Promise<InboxMessage> {
  const path = await sending.issue(plainRoll(8, { upstream: sending.collector.upstream }));
  const bytes = new Uint8Array(readFileSync(path));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  sending.collector.files.set(sha256, bytes);
  const signature = JSON.parse(readFileSync(`${path}.sig`, 'utf8')) as Envelope;
  return { kind: 'package', id, number: 2, bytes: bytes.length, sha256, signature };
}

test('a package comes in pieces over a line that breaks, and is installed between two days', async () => {
  const message = await packageMessage(4);
  if (message.kind !== 'package') throw new Error('not a package');
  sending.collector.world.inbox.push(message);
  const file = sending.collector.files.get(message.sha256) as Uint8Array;
  // The line breaks after a part, then a part of another length, then holds.
  sending.collector.world.cutAfterBytes = 1000;
  expect(await sending.round()).toEqual({ kind: 'failed', problem: 'interrupted' });
  sending.collector.world.cutAfterBytes = 1500;
  expect(await sending.round()).toEqual({ kind: 'failed', problem: 'interrupted' });
  expect((await outbox()).arrivedPackage).toBeNull();
  sending.collector.world.cutAfterBytes = undefined;
  expect(await sending.round()).toEqual(DONE);
  expect(sending.collector.seen.ranges).toEqual([0, 1000, 2500]);
  const path = join(sending.folder, 'inbox', `${message.sha256}.cycle`);
  expect(new Uint8Array(readFileSync(path))).toEqual(file);
  expect((await outbox()).arrivedPackage).toEqual({ id: 4, number: 2, sha256: message.sha256 });

  expect(await sending.client.host.install({ path })).toEqual({ ok: false, error: { code: 'day-open' } });
  must(await sending.client.day.count(counted(100, 100)));
  must(await sending.client.day.close({}));
  expect(must(await sending.client.host.install({ path }))).toMatchObject({ packageNumber: 2, households: 8 });
  expect((await outbox()).arrivedPackage).toBeNull();
  expect(await sending.round()).toEqual(DONE);
});

test('a package with other bytes than were signed never gets its name', async () => {
  const message = await packageMessage(1);
  if (message.kind !== 'package') throw new Error('not a package');
  const file = sending.collector.files.get(message.sha256) as Uint8Array;
  sending.collector.files.set(
    message.sha256,
    file.map((byte, at) => (at === 50 ? byte ^ 1 : byte)),
  );
  sending.collector.world.inbox.push(message);
  expect(await sending.round()).toEqual({ kind: 'failed', problem: 'interrupted' });
  expect(existsSync(join(sending.folder, 'inbox', `${message.sha256}.cycle`))).toBe(false);
  sending.collector.files.set(message.sha256, file);
  expect(await sending.round()).toEqual(DONE);
  expect((await outbox()).arrivedPackage?.id).toBe(1);
});

test('a decision about a double collection shows at the receipt, and somebody is told', async () => {
  const first = await give(1);
  const second = await give(2);
  expect(await sending.round()).toEqual(DONE);
  const entry = async (seq: number) =>
    JSON.parse(Buffer.from(sending.collector.log(LOG).rows[seq]?.bytes ?? []).toString()) as { lines: [string][] };
  const decide = async (id: number, seq: number, rightful: Resolution['rightful'], signer = sending.signer) => {
    const resolution: Resolution = {
      v: 1,
      programme: 'relief',
      cycle: '2026-11',
      entitlement: (await entry(seq)).lines[0]?.[0] ?? '',
      rightful,
      decidedAtMs: NOW_MS,
      decidedBy: 'Office',
      note: '',
    };
    const sealed = sealEnvelope(PAYLOAD_TYPE.resolution, utf8Bytes(JSON.stringify(resolution)), signer);
    sending.collector.world.inbox.push({ kind: 'resolution', id, resolution: sealed });
  };
  await decide(1, first.seq, { log: LOG, seq: first.seq });
  await decide(2, second.seq, { log: LOG.replace('desk-1', 'desk-9'), seq: 77 });
  await decide(
    3,
    first.seq,
    { log: LOG.replace('desk-1', 'desk-9'), seq: 1 },
    signerOf(new Uint8Array(randomBytes(32))),
  );
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
    ['message-refused', 3, 0],
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
  sending.collector.world.inbox.push(
    { kind: 'certificate', id: 1, certificate: forged },
    { kind: 'certificate', id: 2, certificate },
  );
  expect(await sending.round()).toEqual(DONE);
  expect(await outbox()).toMatchObject({
    arrivedCertificate: { id: 2 },
    alarms: [{ kind: 'message-refused', had: 1 }],
  });
  must(await sending.client.sending.acceptCertificate());
  expect(must(await sending.client.host.view())).toMatchObject({
    station: { deskName: 'Desk one' },
    outbox: { arrivedCertificate: null },
  });
  expect(await sending.client.sending.acceptCertificate()).toEqual({ ok: false, error: { code: 'nothing-chosen' } });
});
