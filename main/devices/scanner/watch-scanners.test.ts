import { describe, expect, it } from 'vitest';
import { watchScanners, type FoundDevice, type HidPort, type OpenDevice, type Timers } from './watch-scanners.ts';

const SCANNER: FoundDevice = { path: '/dev/hidraw3', vendorId: 0x0c2e, usagePage: 0x8c, usage: 2 };
const KEYBOARD: FoundDevice = { path: '/dev/hidraw0', vendorId: 0x046d, usagePage: 1, usage: 6 };

function report(text: string, continued = false): Uint8Array {
  const bytes = new Uint8Array(64);
  bytes.set([2, text.length, ...Buffer.from(']Q1'), ...Buffer.from(text)]);
  bytes[63] = continued ? 1 : 0;
  return bytes;
}

/** A bench with a clock that is turned by hand and devices that come and go. */
function bench() {
  let nowMs = 0;
  const waiting: { atMs: number; run: () => void }[] = [];
  const timers: Timers = {
    now: () => nowMs,
    later: (run, ms) => {
      const entry = { atMs: nowMs + ms, run };
      waiting.push(entry);
      return () => void waiting.splice(waiting.indexOf(entry), 1);
    },
  };
  const world = {
    present: [KEYBOARD] as FoundDevice[],
    permitted: true,
    opens: 0,
    closed: 0,
    features: [] as number[][],
  };
  const listeners = new Map<string, (told: unknown) => void>();
  const hid: HidPort = {
    devicesAsync: async () => world.present,
    open: async (path) => {
      world.opens += 1;
      if (!world.permitted) throw new Error(`cannot open device with path ${path}`);
      const device: OpenDevice = {
        on: (event, listener) => listeners.set(event, listener),
        sendFeatureReport: async (bytes) => void world.features.push(bytes),
        close: async () => void (world.closed += 1),
      };
      return device;
    },
  };
  return {
    world,
    hid,
    timers,
    tell: (event: 'data' | 'error', told: unknown) => listeners.get(event)?.(told),
    async pass(ms: number) {
      const untilMs = nowMs + ms;
      for (;;) {
        const next = waiting.toSorted((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined || next.atMs > untilMs) break;
        waiting.splice(waiting.indexOf(next), 1);
        nowMs = next.atMs;
        next.run();
        await new Promise((resolve) => setImmediate(resolve));
      }
      nowMs = untilMs;
    },
  };
}

describe('watching for scanners', () => {
  it('finds one that is plugged in later, reads it, and finds it again after an unplug', async () => {
    const { world, hid, timers, tell, pass } = bench();
    const texts: string[] = [];
    await watchScanners((text) => texts.push(text), hid, timers);
    await pass(5000);
    expect(world.opens).toBe(0);
    world.present = [KEYBOARD, SCANNER];
    await pass(2000);
    expect(world.features).toEqual([[0xfe, 0x01]]);
    tell('data', report('GC1CARD.2345'));
    expect(texts).toEqual(['GC1CARD.2345']);

    world.present = [KEYBOARD];
    tell('error', 'could not read from HID device');
    tell('error', 'could not read from HID device');
    await pass(2000);
    expect(world.closed).toBe(1);
    world.present = [KEYBOARD, SCANNER];
    await pass(2000);
    tell('data', report('GC1NEXT.2345'));
    expect(texts).toEqual(['GC1CARD.2345', 'GC1NEXT.2345']);
  });

  it('passes on a message that its scanner never closes', async () => {
    const { world, hid, timers, tell, pass } = bench();
    const texts: string[] = [];
    world.present = [SCANNER];
    await watchScanners((text) => texts.push(text), hid, timers);
    tell('data', report('GC1OPEN', true));
    expect(texts).toEqual([]);
    await pass(300);
    expect(texts).toEqual(['GC1OPEN']);
  });

  it('does not hammer a scanner it may not open', async () => {
    const { world, hid, timers, pass } = bench();
    world.present = [SCANNER];
    world.permitted = false;
    await watchScanners(() => undefined, hid, timers);
    await pass(60_000);
    expect(world.opens).toBeGreaterThan(5);
    expect(world.opens).toBeLessThan(12);
    world.permitted = true;
    await pass(10_000);
    expect(world.features).toHaveLength(1);
  });
});
