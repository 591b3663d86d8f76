import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundleFrames, joinFrames, readFrame } from '../../shared/wire/bundle-frames.ts';
import { utf8Bytes } from '../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE, type Envelope } from '../../shared/wire/documents.ts';
import { sealEnvelope } from '../../shared/wire/dsse.ts';
import { Acknowledgement, Problem } from '../../shared/wire/upload.ts';
import { whole } from './acts.fixture.ts';
import { exported, ofType } from './entries.fixture.ts';
import { addEntries, LOG, otherTree, sendingDay, type Sending } from './sending.fixture.ts';
import { must, NOW_MS, SECRET } from './station.fixture.ts';

let sending: Sending;
beforeEach(async () => {
  sending = await sendingDay();
});
afterEach(() => sending.end());

const outbox = async () => must(await sending.client.host.view()).outbox;
const code = (answer: { ok: true } | { ok: false; error: { code: string } }): string =>
  answer.ok ? 'ok' : answer.error.code;

async function give(number: number) {
  const verdict = must(await sending.client.desk.scan({ text: sending.card({ number }), via: 'wedge' }));
  return must(await sending.client.desk.give(whole(verdict, number)));
}
const newest = async () => must(await sending.client.receipts.recent({})).handovers[0];

describe('a station without a network', () => {
  const path = (name: string): string => join(sending.folder, name);

  test('exports what is not acknowledged, and takes the acknowledgement that comes back', async () => {
    await give(1);
    const { entries } = must(await sending.client.host.writeBundle({ all: false, path: path('1.bundle') }));
    writeFileSync(path('1.ack'), (await sending.collector.bringFile(path('1.bundle'))).text);
    expect(await sending.collector.size()).toBe(entries);
    expect(must(await sending.client.host.readAcknowledgement({ path: path('1.ack') }))).toEqual({
      acknowledged: entries,
    });
    expect((await newest())?.way).toMatchObject({ state: 'acknowledged', via: 'stick', atMs: NOW_MS + 1000 });
    // The export itself is an entry, and the next bundle holds no more than that.
    expect(must(await sending.client.host.writeBundle({ all: false, path: path('2.bundle') }))).toEqual({ entries: 1 });
    const { entries: log } = await exported(sending.folder, sending.client);
    expect(ofType(log, 'export')).toMatchObject([
      { form: 'file', from: 0, until: entries },
      { form: 'file', from: entries },
    ]);
    // Two exports and the sign-in of whoever read the log.
    expect(must(await sending.client.host.writeBundle({ all: true, path: path('3.bundle') })).entries).toBe(
      entries + 3,
    );
    expect((await sending.collector.bringFile(path('3.bundle'))).status).toBe(200);
    expect(await sending.collector.size()).toBe(entries + 3);
  });

  test('shows a small day as codes, which the collector puts together in any order', async () => {
    await give(1);
    await addEntries(sending, 40);
    const { codes, entries } = must(await sending.client.sending.bundleCodes({ all: false }));
    expect(codes.length).toBeGreaterThan(1);
    expect(Problem.parse(JSON.parse((await sending.collector.bring(codes.slice(1).join('\n'))).text))).toMatchObject({
      code: 'malformed',
      detail: 'These codes are missing: 1.',
    });
    expect(await sending.collector.size()).toBe(0);
    const taken = await sending.collector.bring([...codes, codes[0]].toReversed().join('\r\n'));
    expect(taken.status).toBe(200);
    expect(await sending.collector.size()).toBe(entries);
    writeFileSync(path('1.ack'), taken.text);
    expect(must(await sending.client.host.readAcknowledgement({ path: path('1.ack') }))).toEqual({
      acknowledged: entries,
    });
    const joined = joinFrames(codes.map(readFrame).flatMap((frame) => (frame.ok ? [frame.value] : [])));
    expect(joined.ok && bundleFrames(joined.value)).toEqual({ ok: true, value: codes });
  });

  test('takes no acknowledgement of somebody else, of another log, or of another tree', async () => {
    must(await sending.client.host.writeBundle({ all: true, path: path('1.bundle') }));
    const good = (await sending.collector.bringFile(path('1.bundle'))).text;
    const read = async (text: string) => {
      writeFileSync(path('x.ack'), text);
      return code(await sending.client.host.readAcknowledgement({ path: path('x.ack') }));
    };
    const payload = (JSON.parse(good) as Envelope).payload;
    const said = Acknowledgement.parse(JSON.parse(Buffer.from(payload, 'base64').toString()));
    const changed = (head: Partial<Acknowledgement['head']>): string => {
      const body = utf8Bytes(JSON.stringify({ ...said, head: { ...said.head, ...head } }));
      return JSON.stringify(sealEnvelope(PAYLOAD_TYPE.acknowledgement, body, sending.collector.witness.signer));
    };
    expect(await read('{}')).toBe('not-an-acknowledgement');
    expect(await read(good.replace(/"sig":"...../, '"sig":"AAAAA'))).toBe('forged-acknowledgement');
    const other = await sendingDay();
    must(await other.client.host.writeBundle({ all: true, path: path('other.bundle') }));
    expect(await read((await other.collector.bringFile(path('other.bundle'))).text)).toBe('forged-acknowledgement');
    await other.end();
    expect(await read(changed({ log: LOG.replace('desk-1', 'desk-2') }))).not.toBe('ok');
    expect(await outbox()).toMatchObject({ acknowledged: 0, alarms: [] });
    expect(await read(changed({ note: otherTree(sending.collector, said.head.size) }))).toBe('split-view');
    expect(await outbox()).toMatchObject({ acknowledged: 0, alarms: [{ kind: 'split-view' }] });
    expect(await read(good)).toBe('ok');
    must(await sending.client.session.signIn({ operator: 'AMINA', secret: SECRET.AMINA }));
    expect(await read(good)).toBe('not-allowed');
    expect(code(await sending.client.host.writeBundle({ all: true, path: path('y') }))).toBe('not-allowed');
  });
});
