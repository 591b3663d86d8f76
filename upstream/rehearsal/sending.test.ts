import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toBase64Url, utf8Bytes } from '../../shared/wire/bytes.ts';
import { PACKED_TYPE } from '../../shared/wire/packed-entries.ts';
import { Problem } from '../../shared/wire/upload.ts';
import { readBatch } from '../collector/http/body.ts';
import { Refusal } from '../collector/http/refusal.ts';
import { whole } from './acts.fixture.ts';
import { exported, ofType } from './entries.fixture.ts';
import { addEntries, changing, otherTree, sendingDay, type Line, type Sending } from './sending.fixture.ts';
import { must, NOW_MS, SECRET } from './station.fixture.ts';

let sending: Sending;
beforeEach(async () => {
  sending = await sendingDay();
});
afterEach(() => sending.end());

const outbox = async () => must(await sending.client.host.view()).outbox;
const alarms = async () => (await outbox()).alarms.map(({ kind, had, has }) => [kind, had, has]);
async function give(number: number) {
  const verdict = must(await sending.client.desk.scan({ text: sending.card({ number }), via: 'wedge' }));
  return must(await sending.client.desk.give(whole(verdict, number)));
}
const newest = async () => must(await sending.client.receipts.recent({})).handovers[0];

const ofEntries = ({ method }: { method: string }): boolean => method === 'PUT';
const ofLog = ({ path }: { path: string }): boolean => path.startsWith('/v1/logs/');

/** A collector so old that it cannot read some entries, unless they come flagged. */
function oldReader(unreadable: readonly number[]): Line {
  return async (request, pass) => {
    if (!ofEntries(request)) return pass(request);
    const from = Number(/from=(\d+)/.exec(request.path)?.[1]);
    const headers = { type: request.headers['content-type'], coding: request.headers['content-encoding'] };
    const batch = await readBatch(headers, { bytes: request.body ?? new Uint8Array(), extent: 'whole' });
    const refused = batch?.entries.some(({ flagged }, index) => !flagged && unreadable.includes(from + index));
    if (refused !== true) return pass(request);
    const problem = Problem.parse(new Refusal('unreadable').problem());
    const body = utf8Bytes(JSON.stringify(problem));
    return { ok: true, value: { status: problem.status, header: () => undefined, body } };
  };
}

/** One that does not know how to unpack. */
const noPacking: Line = async (request, pass) => {
  const reply = await pass(request);
  if (!reply.ok) return reply;
  return {
    ok: true,
    value: { ...reply.value, header: (name) => (name === 'accept' ? undefined : reply.value.header(name)) },
  };
};

describe('sending', () => {
  test('registers the log, sends it all, and shows who acknowledged each hand-over', async () => {
    await give(1);
    expect((await newest())?.way).toEqual({ state: 'recorded' });
    expect(await outbox()).toMatchObject({ hasAddress: true, sent: 0, acknowledged: 0, acknowledgedAtMs: null });
    expect(await sending.round()).toEqual({ kind: 'done' });
    const { total } = await outbox();
    expect(await sending.collector.size()).toBe(total);
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
    expect(await sending.collector.size()).toBe((await outbox()).total);
    await sending.collector.checked();
    expect(await sending.collector.alarms()).toEqual([]);
    expect(sending.collector.faults).toEqual([]);
  });

  test('uses lines with a collector that knows no packing, and a busy one is asked again later', async () => {
    expect(await sending.collector.whileBusy(sending.round)).toEqual({
      kind: 'failed',
      problem: 'busy',
      retryAfterMs: 5000,
    });
    sending.way.line = noPacking;
    expect(await sending.round()).toEqual({ kind: 'done' });
    expect(sending.collector.seen.types).not.toContain(PACKED_TYPE);
    expect(await sending.collector.size()).toBe((await outbox()).total);
  });

  test('stops for good where the collector holds another log or signs another tree', async () => {
    expect(await sending.round()).toEqual({ kind: 'done' });
    const { total } = await outbox();
    sending.way.line = changing(ofLog, (head) => ({ ...head, leaf: toBase64Url(new Uint8Array(32)) }));
    expect(await sending.round()).toEqual({ kind: 'stopped', problem: 'fork' });
    sending.way.line = changing(ofLog, (head) => ({ ...head, size: total + 5 }));
    expect(await sending.round()).toEqual({ kind: 'stopped', problem: 'ahead' });
    const acknowledged = (await outbox()).acknowledged;
    sending.way.line = changing(ofEntries, (head) => ({
      ...head,
      note: otherTree(sending.collector, Number(head['size'])),
    }));
    await give(1);
    expect(await sending.round()).toEqual({ kind: 'stopped', problem: 'split-view' });
    expect((await outbox()).acknowledged).toBe(acknowledged);
    expect((await alarms()).map(([kind]) => kind)).toEqual(['fork', 'ahead', 'split-view']);
  });

  test('believes no acknowledgement of anybody else', async () => {
    expect(await sending.round()).toEqual({ kind: 'done' });
    sending.way.line = changing(ofLog, (head) => ({ ...head, note: String(head['note']).replace('/w1', '/w2') }));
    expect(await sending.round()).toEqual({ kind: 'failed', problem: 'not-a-collector' });
    expect(await alarms()).toEqual([]);
  });

  test('waits where the collector has frozen the log', async () => {
    expect(await sending.round()).toEqual({ kind: 'done' });
    await sending.collector.sql().query('UPDATE log SET frozen = true');
    expect(await sending.round()).toEqual({ kind: 'failed', problem: 'frozen' });
    expect((await alarms()).map(([kind]) => kind)).toEqual(['frozen']);
  });

  test.each([
    ['packed', oldReader([23, 24])],
    ['as lines', ((request, pass) => oldReader([23, 24])(request, (one) => noPacking(one, pass))) satisfies Line],
  ])('finds the entry that cannot be read and sends it flagged, into quarantine: %s', async (_way, line) => {
    await addEntries(sending, 70);
    sending.way.line = line;
    expect(await sending.round()).toEqual({ kind: 'done' });
    expect(await sending.collector.size()).toBe((await outbox()).total);
    expect(await sending.collector.sql().query('SELECT seq, reason FROM quarantine ORDER BY seq')).toEqual([
      { seq: 23, reason: 'flagged-by-station' },
      { seq: 24, reason: 'flagged-by-station' },
    ]);
    expect((await sending.collector.alarms()).map(({ kind, seq }) => [kind, seq])).toEqual([
      ['quarantined', 23],
      ['quarantined', 24],
    ]);
    const found = await alarms();
    expect(found.filter(([kind]) => kind === 'poison').map(([, seq]) => seq)).toEqual([23, 24]);
    expect(found.filter(([kind]) => kind === 'quarantined').map(([, seq]) => seq)).toEqual([23, 24]);
  });

  test('a clock that is off is an entry and never a reason not to send', async () => {
    sending.collector.world.nowMs = () => NOW_MS + 3_600_000;
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
