import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { expect, test } from 'vitest';
import { openLink } from '../../main/upload/transport.ts';
import { whole } from './acts.fixture.ts';
import { startCollector } from './collector.fixture.ts';
import { plainRoll } from './roll.fixture.ts';
import { must, openedDay } from './station.fixture.ts';
import { LOG } from './sending.fixture.ts';
import { seeded, sendOver, type Sent, type ThinLink } from './thin-link.fixture.ts';

/** GPRS as it is at the edge of a cell: 20 kbit/s, and gone every 45 seconds. */
const GPRS: ThinLink = { bytesPerSecond: 2500, roundTripMs: 800, meanUpMs: 45_000 };
const HANDOVERS = 1000;
const SEEDS = 12;

test(
  'a thousand hand-overs go home over a thin link within 120 seconds, and half of the time within 120 KB',
  { timeout: 400_000 },
  async () => {
    const collector = await startCollector(await identityToRecipient(await generateX25519Identity()));
    const rehearsal = await openedDay(plainRoll(HANDOVERS, { upstream: collector.upstream }), 1000, 5000);
    const { client } = rehearsal.station;
    const random = seeded(7);
    for (let number = 1; number <= HANDOVERS; number += 1) {
      const passedMs = 12_000 + Math.floor(random() * 50_000);
      rehearsal.clock.wallMs += passedMs;
      rehearsal.clock.monotonicMs += Math.round(passedMs / 10) * 10;
      const verdict = must(await client.desk.scan({ text: rehearsal.card({ number }), via: 'wedge' }));
      must(await client.desk.give(whole(verdict, number)));
    }
    collector.world.timeMs = () => rehearsal.clock.wallMs;
    const link = openLink({ url: collector.upstream.url ?? '', authorities: null });
    const runs: Sent[] = [];
    // Registered long before the day began.
    await link.exchange(must(await client.outbox.askRegistration()));
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      collector.restore(LOG, 0, null);
      runs.push(await sendOver(GPRS, seed, link.exchange, client.outbox));
      const { total, acknowledged } = must(await client.host.view()).outbox;
      expect([...collector.logs.values()][0]?.rows).toHaveLength(total);
      expect(acknowledged).toBe(total);
    }
    link.close();
    await collector.close();
    rehearsal.close();
    // 114 kB where nothing drops; every drop costs half of what was under way, a handshake and the question where to go on.
    expect(share(runs, ({ bytes }) => bytes, 0.5)).toBeLessThanOrEqual(120 * 1024);
    expect(share(runs, ({ ms }) => ms, 0.9)).toBeLessThanOrEqual(120_000);
    expect(runs.reduce((sum, { drops }) => sum + drops, 0)).toBeGreaterThan(0);
  },
);

/** The figure that so large a share of the runs does not exceed. */
function share(runs: readonly Sent[], of: (run: Sent) => number, part: number): number | undefined {
  return runs.map(of).toSorted((a, b) => a - b)[Math.ceil(runs.length * part) - 1];
}
