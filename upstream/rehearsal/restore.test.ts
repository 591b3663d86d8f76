import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Pump } from '../../main/upload/pump.ts';
import { fromBase64Url, toHex } from '../../shared/wire/bytes.ts';
import { leafHash } from '../../shared/wire/leaf.ts';
import { deliverCertificate } from '../collector/inbox/deliver.ts';
import { lagOf, project } from '../collector/readmodel/projection.ts';
import { whole } from './acts.fixture.ts';
import { keptPlaces, type KeptPlace } from './kept-place.fixture.ts';
import { addEntries, sendingDay, type Sending } from './sending.fixture.ts';
import { DAY_MS, must, NOW_MS } from './station.fixture.ts';

/** The collector's database is set back to an older copy while the station has more: what a restore from last night's backup does. */
describe.each(keptPlaces)('a collector set back to an older copy: %s', (_kind, makePlace) => {
  let place: KeptPlace;
  let sending: Sending;
  beforeEach(async () => {
    place = await makePlace();
    sending = await sendingDay({}, place);
  }, 240_000);
  afterEach(() => sending.end());

  const copy = async () =>
    place.isCopiedAlive ? place.copy('copy') : sending.collector.whileStopped(() => place.copy('copy'));
  const setBack = () => sending.collector.whileStopped(() => place.setBack('copy'));
  const outbox = async () => must(await sending.client.host.view()).outbox;
  const alarms = async () => (await outbox()).alarms.map(({ kind, had, has }) => [kind, had, has]);

  async function give(number: number): Promise<void> {
    const verdict = must(await sending.client.desk.scan({ text: sending.card({ number }), via: 'wedge' }));
    must(await sending.client.desk.give(whole(verdict, number)));
  }

  /** The station's own pump over the line; its timer rings when the test says so. */
  function pumpOf() {
    let ring: (() => void) | undefined;
    const pump: Pump = new Pump({
      round: sending.round,
      timers: { set: (work) => (ring = work), clear: () => (ring = undefined) },
      random: () => 0.5,
      waiting: () => false,
      linked: () => true,
      paused: () => false,
      wallMs: () => NOW_MS,
      changed: () => undefined,
      fault: (cause) => {
        throw cause;
      },
    });
    return {
      /** What the screen says of the round that the timer starts. */
      async ring() {
        ring?.();
        while (pump.view.phase === 'sending') await setImmediate();
        return pump.view;
      },
    };
  }

  /** Rows of the collector are exactly the station's entries, each once, in order; all read into the reports. */
  async function expectWhole(): Promise<void> {
    const { collector, client, folder } = sending;
    const { total, sent, acknowledged } = await outbox();
    expect([sent, acknowledged]).toEqual([total, total]);
    const path = join(folder, `all-${total}.ndjson`);
    must(await client.host.exportLedger({ path }));
    const own = readFileSync(path, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => toHex(leafHash(fromBase64Url((JSON.parse(line) as { b: string }).b))));
    expect(await collector.leaves()).toEqual(own.slice(0, total));
    await collector.checked();
    await project(collector.sql());
    expect(await lagOf(collector.sql())).toEqual({ entries: 0, entitlements: 0 });
    expect(await collector.sql().query('SELECT reason FROM quarantine')).toEqual([]);
    expect(collector.faults).toEqual([]);
  }

  test('the pump goes on from what it has, says so once, and nothing is missing or there twice', async () => {
    const { ring } = pumpOf();
    await give(1);
    await addEntries(sending, 60);
    expect(await ring()).toMatchObject({ phase: 'idle', problem: null });
    const kept = await sending.collector.size();
    await copy();
    await give(2);
    await addEntries(sending, 40);
    expect(await ring()).toMatchObject({ phase: 'idle', problem: null });
    const { total } = await outbox();
    expect(await sending.collector.size()).toBe(total);

    await setBack();
    expect(await sending.collector.size()).toBe(kept);
    await give(3);
    expect(await ring()).toMatchObject({ phase: 'idle', problem: null });
    expect(await alarms()).toEqual([['lost-data', total, kept]]);
    await expectWhole();
    expect(await sending.collector.sql().query('SELECT handovers FROM rec_day')).toEqual([{ handovers: 3 }]);
    expect(await ring()).toMatchObject({ phase: 'idle', problem: null });
    expect(await alarms()).toHaveLength(1);
  });

  test('also between two requests of one round: both sides raise an alarm', async () => {
    await addEntries(sending, 20);
    expect(await sending.round()).toEqual({ kind: 'done' });
    const kept = await sending.collector.size();
    await copy();
    await addEntries(sending, 30);
    expect(await sending.round()).toEqual({ kind: 'done' });
    const { total } = await outbox();
    await addEntries(sending, 10);
    let isBack = false;
    sending.way.line = async (request, pass) => {
      if (request.method === 'PUT' && !isBack) {
        isBack = true;
        await setBack();
      }
      return pass(request);
    };
    expect(await sending.round()).toEqual({ kind: 'done' });
    expect(await alarms()).toEqual([['lost-data', total, kept]]);
    expect(await sending.collector.alarms()).toEqual([{ kind: 'behind-station', seq: kept }]);
    await expectWhole();
  });

  test('a message that is put before the station after it still arrives', async () => {
    const renew = async (deskName: string): Promise<void> => {
      const validity = { validFromMs: NOW_MS, validUntilMs: NOW_MS + 700 * DAY_MS };
      const path = await sending.certify(sending.station, { ...validity, deskName });
      const delivered = await deliverCertificate(sending.collector.deliverPorts(), readFileSync(path));
      expect(delivered).toMatchObject({ ok: true, value: { isNew: true } });
    };
    expect(await sending.round()).toEqual({ kind: 'done' });
    await copy();
    await renew('Desk one');
    await renew('Desk two');
    expect(await sending.round()).toEqual({ kind: 'done' });
    const seen = (await outbox()).arrivedCertificate;
    await setBack();
    // Time has passed since.
    sending.collector.world.nowMs = () => NOW_MS + 60_000;
    await renew('Desk three');
    expect(await sending.round()).toEqual({ kind: 'done' });
    expect((await outbox()).arrivedCertificate?.id).toBeGreaterThan(seen?.id ?? Number.POSITIVE_INFINITY);
    must(await sending.client.sending.acceptCertificate());
    expect(must(await sending.client.host.view()).station?.deskName).toBe('Desk three');
  });
});
