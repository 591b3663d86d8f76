import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLink, type Link } from '../../main/upload/transport.ts';
import { whole } from './acts.fixture.ts';
import { keptPlace, type KeptPlace } from './kept-place.fixture.ts';
import { startRealCollector, type RealCollector } from './real-collector.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { must, NOW_MS, openedDay, type Rehearsal, type Station } from './station.fixture.ts';
import { beginOver, seeded, sendOver, type Sent } from './thin-link.fixture.ts';

/** GPRS as it is at the edge of a cell. */
const GPRS = { bytesPerSecond: 2500, roundTripMs: 800 };
const HANDOVERS = 1000;
/** Even where nothing drops a thousand hand-overs take longer, so that every drop hits. */
const DROPS_WITHIN_MS = 40_000;
const LIMIT = { bytes: 120 * 1024, ms: 120_000 };

/** Counted is what passes over the link both ways: TLS handshakes and records, heads, bodies, answers. Not TCP and IP below it. */
describe('a thousand hand-overs over a link of 20 kbit/s and 0.8 s', () => {
  let place: KeptPlace;
  let collector: RealCollector;
  let rehearsal: Rehearsal & { station: Station };

  beforeAll(async () => {
    place = await keptPlace();
    collector = await startRealCollector(place, () => NOW_MS);
    rehearsal = await openedDay(plainRoll(HANDOVERS, { upstream: collector.upstream }), 1000, 5000);
    collector.trust(rehearsal.signer);
    collector.world.nowMs = () => rehearsal.clock.wallMs;
    const { client } = rehearsal.station;
    const random = seeded(7);
    for (let number = 1; number <= HANDOVERS; number += 1) {
      const passedMs = 12_000 + Math.floor(random() * 50_000);
      rehearsal.clock.wallMs += passedMs;
      rehearsal.clock.monotonicMs += Math.round(passedMs / 10) * 10;
      const verdict = must(await client.desk.scan({ text: rehearsal.card({ number }), via: 'wedge' }));
      must(await client.desk.give(whole(verdict, number)));
    }
    // Registered long before the day began.
    await connected((link) => client.outbox.askRegistration().then((asked) => link.exchange(must(asked))));
    await collector.whileStopped(() => place.copy('registered'));
  }, 400_000);
  afterAll(async () => {
    await collector.close();
    rehearsal.close();
  });

  async function connected<T>(work: (link: Link) => Promise<T>): Promise<T> {
    const link = openLink({ url: collector.upstream.url ?? '', authorities: null });
    try {
      return await work(link);
    } finally {
      link.close();
    }
  }

  async function send(dropsAtMs: readonly number[], seed: number): Promise<Sent> {
    const { client } = rehearsal.station;
    await collector.whileStopped(() => place.setBack('registered'));
    const begun = beginOver(collector);
    const sent = await connected(({ exchange }) =>
      sendOver({ ...GPRS, dropsAtMs }, seeded(seed), { exchange, begun }, client.outbox),
    );
    const { total, acknowledged } = must(await client.host.view()).outbox;
    expect(await collector.size()).toBe(total);
    expect(acknowledged).toBe(total);
    return sent;
  }

  /** Runs with so many drops at moments of chance; no two runs have the same. */
  async function runs(drops: number, count: number): Promise<Sent[]> {
    const all: Sent[] = [];
    for (let seed = 1; seed <= count; seed += 1) {
      const random = seeded(seed * 1000 + drops);
      const dropsAtMs = Array.from({ length: drops }, () => random() * DROPS_WITHIN_MS);
      all.push(await send(dropsAtMs, seed));
    }
    expect(all.map((sent) => sent.drops)).toEqual(all.map(() => drops));
    return all;
  }
  const most = (all: readonly Sent[], of: 'bytes' | 'ms'): number => Math.max(...all.map((sent) => sent[of]));

  test.each([
    [0, 1],
    [1, 2],
    [2, 3],
    [3, 5],
  ])(
    'go home within 120 KB and 120 s with %i drops, in each of %i runs',
    { timeout: 600_000 },
    async (drops, count) => {
      const all = await runs(drops, count);
      expect(most(all, 'bytes')).toBeLessThanOrEqual(LIMIT.bytes);
      expect(most(all, 'ms')).toBeLessThanOrEqual(LIMIT.ms);
    },
  );

  test(
    'take 66 bytes more each where a printer confirmed every receipt: each outcome is an entry with a signature of its own',
    { timeout: 600_000 },
    async () => {
      const { host, session } = rehearsal.station.client;
      const plain = await runs(0, 1);
      for (let job = must(await host.nextPrint()); job !== null; job = must(await host.nextPrint())) {
        rehearsal.clock.wallMs += 1500;
        rehearsal.clock.monotonicMs += 1500;
        must(await session.touch());
        must(await host.printStarted({ job: job.job }));
        must(await host.printOutcome({ job: job.job, state: 'confirmed' }));
      }
      const confirmed = await runs(0, 1);
      const more = (most(confirmed, 'bytes') - most(plain, 'bytes')) / HANDOVERS;
      expect(more).toBeGreaterThan(64);
      expect(more).toBeLessThan(70);
      expect(most(await runs(3, 2), 'ms')).toBeLessThanOrEqual(LIMIT.ms);
    },
  );
});
