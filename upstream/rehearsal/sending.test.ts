import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bundleFrames, joinFrames, readFrame } from '../../shared/wire/bundle-frames.ts';
import { PACKED_TYPE } from '../../shared/wire/packed-entries.ts';
import { whole } from './acts.fixture.ts';
import { exported, ofType } from './entries.fixture.ts';
import { openBundle } from './bundle.fixture.ts';
import { addEntries, LOG, sendingDay, type Sending } from './sending.fixture.ts';
import { must, NOW_MS, SECRET } from './station.fixture.ts';

let sending: Sending;
beforeEach(async () => {
  sending = await sendingDay();
  sending.collector.world.timeMs = () => NOW_MS + 1000;
});
afterEach(() => sending.close());

const outbox = async () => must(await sending.client.host.view()).outbox;
const alarms = async () => (await outbox()).alarms.map(({ kind, had, has }) => [kind, had, has]);
const code = (answer: { ok: true } | { ok: false; error: { code: string } }): string =>
  answer.ok ? 'ok' : answer.error.code;

async function give(number: number) {
  const verdict = must(await sending.client.desk.scan({ text: sending.card({ number }), via: 'wedge' }));
  return must(await sending.client.desk.give(whole(verdict, number)));
}
const newest = async () => must(await sending.client.receipts.recent({})).handovers[0];

describe('sending', () => {
  test('registers the log, sends it all, and shows who acknowledged each hand-over', async () => {
    await give(1);
    expect((await newest())?.way).toEqual({ state: 'recorded' });
    expect(await outbox()).toMatchObject({ hasAddress: true, sent: 0, acknowledged: 0, acknowledgedAtMs: null });
    expect(await sending.round()).toEqual({ kind: 'done' });
    const { total } = await outbox();
    expect(sending.collector.log(LOG).rows).toHaveLength(total);
    expect(await outbox()).toMatchObject({
      sent: total,
      acknowledged: total,
      acknowledgedAtMs: NOW_MS + 1000,
      alarms: [],
    });
    expect((await newest())?.way).toEqual({
      state: 'acknowledged',
      by: 'collector.example.org/w1',
      atMs: NOW_MS + 1000,
      via: 'link',
    });
    expect(sending.collector.seen.types).toContain(PACKED_TYPE);
    await give(2);
    expect((await newest())?.way).toEqual({ state: 'recorded' });
    expect(await sending.round()).toEqual({ kind: 'done' });
    expect((await newest())?.way.state).toBe('acknowledged');
    expect(sending.collector.seen.entries).toBe((await outbox()).total);
  });

  test('uses lines with a collector that knows no packing, and a busy one is asked again later', async () => {
    sending.close();
    sending = await sendingDay({}, false);
    sending.collector.world.sabotage = { onRequest: () => ({ status: 503, code: 'busy' }) };
    expect(await sending.round()).toEqual({ kind: 'failed', problem: 'busy', retryAfterMs: 7000 });
    sending.collector.world.sabotage = {};
    expect(await sending.round()).toEqual({ kind: 'done' });
    expect(sending.collector.seen.types).not.toContain(PACKED_TYPE);
    expect(sending.collector.log(LOG).rows).toHaveLength((await outbox()).total);
  });

  test('sends anew what a collector has lost, and says so once', async () => {
    await addEntries(sending, 60);
    expect(await sending.round()).toEqual({ kind: 'done' });
    const { total } = await outbox();
    sending.collector.restore(LOG, 20, null);
    expect(await sending.round()).toEqual({ kind: 'done' });
    expect(sending.collector.log(LOG).rows).toHaveLength(total);
    expect(await alarms()).toEqual([['lost-data', total, 20]]);
    expect(await sending.round()).toEqual({ kind: 'done' });
    const [alarm] = (await outbox()).alarms;
    must(await sending.client.sending.readAlarms({ upTo: alarm?.id ?? 0 }));
    expect(await alarms()).toEqual([]);
  });

  test('stops for good where the collector holds another log or signs another tree', async () => {
    expect(await sending.round()).toEqual({ kind: 'done' });
    const log = sending.collector.log(LOG);
    const sound = [...log.rows];
    log.rows = sound.map((row, seq) => (seq === sound.length - 1 ? { ...row, leaf: new Uint8Array(32) } : row));
    expect(await sending.round()).toEqual({ kind: 'stopped', problem: 'fork' });
    log.rows = [...sound, ...sound];
    expect(await sending.round()).toEqual({ kind: 'stopped', problem: 'ahead' });
    log.rows = sound;
    const acknowledged = (await outbox()).acknowledged;
    sending.collector.world.otherRoot = true;
    await give(1);
    expect(await sending.round()).toEqual({ kind: 'stopped', problem: 'split-view' });
    expect((await outbox()).acknowledged).toBe(acknowledged);
    expect((await alarms()).map(([kind]) => kind)).toEqual(['fork', 'ahead', 'split-view']);
  });

  test('believes no acknowledgement of anybody else', async () => {
    expect(await sending.round()).toEqual({ kind: 'done' });
    const log = sending.collector.log(LOG);
    log.note = log.note?.replace('collector.example.org/w1', 'collector.example.org/w2') ?? null;
    expect(await sending.round()).toEqual({ kind: 'failed', problem: 'not-a-collector' });
    log.note = null;
    log.state = 'frozen';
    expect(await sending.round()).toEqual({ kind: 'failed', problem: 'frozen' });
    expect((await alarms()).map(([kind]) => kind)).toEqual(['frozen']);
  });

  test.each([[true], [false]])(
    'finds the entry that cannot be read and sends it flagged (packed: %s)',
    async (packed) => {
      sending.close();
      sending = await sendingDay({}, packed);
      await addEntries(sending, 70);
      sending.collector.world.sabotage = { unreadable: (seq) => seq === 23 || seq === 24 };
      expect(await sending.round()).toEqual({ kind: 'done' });
      const { rows } = sending.collector.log(LOG);
      expect(rows).toHaveLength((await outbox()).total);
      expect(rows.flatMap(({ flagged }, seq) => (flagged ? [seq] : []))).toEqual([23, 24]);
      const found = await alarms();
      expect(found.filter(([kind]) => kind === 'poison').map(([, seq]) => seq)).toEqual([23, 24]);
      expect(found.filter(([kind]) => kind === 'quarantined').map(([, seq]) => seq)).toEqual([23, 24]);
    },
  );

  test('a clock that is off is an entry and never a reason not to send', async () => {
    sending.collector.world.timeMs = () => NOW_MS + 3_600_000;
    expect(await sending.round()).toEqual({ kind: 'done' });
    expect(await sending.round()).toEqual({ kind: 'done' });
    expect(must(await sending.client.host.view())).toMatchObject({ clockWarning: true });
    const { entries } = await exported(sending.folder, sending.client);
    expect(ofType(entries, 'clock')).toMatchObject([{ kind: 'upstream', deltaMs: -3_600_000 }]);
  });

  test('goes on only while somebody is signed in, and says what waits', async () => {
    await addEntries(sending, 3);
    const { total } = await outbox();
    must(await sending.client.session.lock());
    expect(await sending.round()).toEqual({ kind: 'locked' });
    expect(await outbox()).toMatchObject({ total, sent: 0, acknowledged: 0 });
    must(await sending.client.session.signIn({ operator: 'AMINA', secret: SECRET.AMINA }));
    expect(await sending.round()).toEqual({ kind: 'done' });
  });
});

describe('a station without a network', () => {
  const path = (name: string): string => join(sending.folder, name);

  test('exports what is not acknowledged, and takes the acknowledgement that comes back', async () => {
    await give(1);
    const { entries } = must(await sending.client.host.writeBundle({ all: false, path: path('1.bundle') }));
    const plain = await openBundle(sending.identity, readFileSync(path('1.bundle')));
    writeFileSync(path('1.ack'), sending.collector.takeBundle(plain));
    expect(sending.collector.log(LOG).rows).toHaveLength(entries);
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
  });

  test('shows a small day as codes', async () => {
    const { codes, entries } = must(await sending.client.sending.bundleCodes({ all: false }));
    const frames = codes.map(readFrame).flatMap((frame) => (frame.ok ? [frame.value] : []));
    const joined = joinFrames(frames.reverse());
    if (!joined.ok) throw new Error('The codes do not fit together');
    sending.collector.takeBundle(await openBundle(sending.identity, joined.value));
    expect(sending.collector.log(LOG).rows).toHaveLength(entries);
    expect(bundleFrames(joined.value)).toEqual({ ok: true, value: codes });
  });

  test('takes no acknowledgement of somebody else, of another log, or of another tree', async () => {
    must(await sending.client.host.writeBundle({ all: true, path: path('1.bundle') }));
    const plain = await openBundle(sending.identity, readFileSync(path('1.bundle')));
    const good = sending.collector.takeBundle(plain);
    const read = async (text: string) => {
      writeFileSync(path('x.ack'), text);
      return code(await sending.client.host.readAcknowledgement({ path: path('x.ack') }));
    };
    expect(await read('{}')).toBe('not-an-acknowledgement');
    expect(await read(good.replace(/"sig":"...../, '"sig":"AAAAA'))).toBe('forged-acknowledgement');
    const other = await sendingDay();
    expect(await read(other.collector.takeBundle(plain))).toBe('forged-acknowledgement');
    other.close();
    sending.collector.world.otherRoot = true;
    expect(await read(sending.collector.takeBundle(plain))).toBe('split-view');
    expect(await outbox()).toMatchObject({ acknowledged: 0, alarms: [{ kind: 'split-view' }] });
    expect(await read(good)).toBe('ok');
    must(await sending.client.session.signIn({ operator: 'AMINA', secret: SECRET.AMINA }));
    expect(await read(good)).toBe('not-allowed');
    expect(code(await sending.client.host.writeBundle({ all: true, path: path('y') }))).toBe('not-allowed');
  });
});
