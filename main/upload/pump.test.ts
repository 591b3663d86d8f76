import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readRetryAfter, retryDelayMs } from './backoff.ts';
import { watchLink, type Interfaces } from './link-watch.ts';
import { afterFailure, afterSuccess, FIRST_PACE, PACE_LIMITS, type Pace } from './pace.ts';
import { Pump, type PumpPorts } from './pump.ts';
import type { Outcome } from './exchange.ts';

describe('pace', () => {
  it('grows after three successes, halves after a failure, and stays within its bounds', () => {
    let pace: Pace = afterFailure(afterFailure(FIRST_PACE));
    expect(pace).toEqual({ entries: 125, bytes: PACE_LIMITS.thinBytes, successes: 0 });
    for (let index = 0; index < 3; index += 1) pace = afterSuccess(pace, 5000, 4000);
    expect(pace).toEqual({ entries: 250, bytes: PACE_LIMITS.thinBytes, successes: 0 });
    pace = afterFailure(afterSuccess(pace, 5000, 4000));
    expect(pace).toEqual({ entries: 125, bytes: PACE_LIMITS.thinBytes, successes: 0 });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), fc.nat({ max: 300_000 }), fc.nat({ max: 60_000 }))), (steps) => {
        let now: Pace = FIRST_PACE;
        for (const [good, bytes, tookMs] of steps) {
          now = good ? afterSuccess(now, bytes, tookMs) : afterFailure(now);
          expect(now.entries).toBeGreaterThanOrEqual(PACE_LIMITS.fewestEntries);
          expect(now.entries).toBeLessThanOrEqual(PACE_LIMITS.mostEntries);
          expect(now.bytes).toBeGreaterThanOrEqual(PACE_LIMITS.thinBytes);
          expect(now.bytes).toBeLessThanOrEqual(PACE_LIMITS.mostBytes);
        }
      }),
    );
  });

  it('sends larger bodies only over a link that has proved better', () => {
    const three = (tookMs: number): Pace =>
      [1, 2, 3].reduce<Pace>((pace) => afterSuccess(pace, 16_000, tookMs), FIRST_PACE);
    expect(three(6500).bytes).toBe(PACE_LIMITS.thinBytes);
    expect(three(200).bytes).toBe(PACE_LIMITS.thinBytes * 2);
  });
});

describe('backoff', () => {
  it('is anything up to a limit that doubles, and never less than the server asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (failures, linked, dice) => {
          const limit = Math.min(linked ? 300_000 : 1_800_000, 2000 * 2 ** Math.min(failures - 1, 20));
          const delayMs = retryDelayMs({ failures, linked }, () => dice);
          expect(delayMs).toBeGreaterThanOrEqual(0);
          expect(delayMs).toBeLessThanOrEqual(limit);
          expect(retryDelayMs({ failures, linked, retryAfterMs: 7000 }, () => dice)).toBeGreaterThanOrEqual(7000);
        },
      ),
    );
    expect(retryDelayMs({ failures: 3, linked: true }, () => 0.5)).toBe(4000);
    expect([readRetryAfter('120'), readRetryAfter('soon'), readRetryAfter(undefined)]).toEqual([
      120_000,
      undefined,
      undefined,
    ]);
  });
});

describe('watching the link', () => {
  it('tells of a connection that has come, and of one that became another', () => {
    let list: ReturnType<Interfaces> = { lo: [{ address: '127.0.0.1', internal: true }] };
    const watch = watchLink(() => list);
    expect([watch.linked(), watch.look()]).toEqual([false, false]);
    list = { ...list, wwan0: [{ address: '10.0.0.7', internal: false }] };
    expect([watch.linked(), watch.look(), watch.look()]).toEqual([true, true, false]);
    list = { lo: list['lo'], eth0: [{ address: '192.168.1.4', internal: false }] };
    expect(watch.look()).toBe(true);
    list = { lo: list['lo'] };
    expect([watch.look(), watch.linked()]).toEqual([false, false]);
  });
});

describe('the pump', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const failed: Outcome = { kind: 'failed', problem: 'offline' };

  function bench(more: Partial<PumpPorts> = {}) {
    const world = { outcomes: [] as (Outcome | Error)[], rounds: 0, paused: false, waiting: false, faults: 0, now: 0 };
    const pump = new Pump({
      round: () => {
        world.rounds += 1;
        const next = world.outcomes.shift() ?? { kind: 'done' };
        return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
      },
      timers: {
        set: (work, afterMs) => setTimeout(work, afterMs),
        clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
      },
      random: () => 0.5,
      waiting: () => world.waiting,
      linked: () => true,
      paused: () => world.paused,
      wallMs: () => world.now,
      changed: () => undefined,
      fault: () => void (world.faults += 1),
      ...more,
    });
    return { world, pump };
  }
  const settle = () => vi.advanceTimersByTimeAsync(0);

  it('always tries again, however a round ended', async () => {
    const { world, pump } = bench();
    const endings = [
      failed,
      new Error('broken'),
      { kind: 'locked' },
      { kind: 'not-set-up' },
      { kind: 'done' },
      failed,
    ] as const;
    for (const ending of endings) {
      world.outcomes.push(ending);
      const before = world.rounds;
      await vi.advanceTimersByTimeAsync(30 * 60_000);
      expect(world.rounds).toBeGreaterThan(before);
    }
    expect(world.faults).toBe(1);
    pump.close();
    const last = world.rounds;
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    expect(world.rounds).toBe(last);
  });

  it('waits longer after each failure, says how long, and begins anew when a connection comes', async () => {
    const { world, pump } = bench();
    world.outcomes.push(failed, failed, failed, { ...failed, retryAfterMs: 60_000 }, { kind: 'done' });
    pump.wake();
    await settle();
    expect(pump.view).toEqual({ phase: 'waiting', problem: 'offline', nextTryMs: 1000 });
    await vi.advanceTimersByTimeAsync(1000);
    expect(pump.view.nextTryMs).toBe(2000);
    await vi.advanceTimersByTimeAsync(1999);
    expect(world.rounds).toBe(2);
    pump.grown();
    expect(world.rounds).toBe(2);
    pump.wake();
    await settle();
    expect([world.rounds, pump.view.nextTryMs]).toEqual([3, 1000]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(pump.view.nextTryMs).toBe(60_000);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(pump.view).toEqual({ phase: 'idle', problem: null, nextTryMs: null });
  });

  it('gathers new entries for a moment, and is not put off by more of them', async () => {
    const { world, pump } = bench();
    pump.wake();
    await settle();
    for (let index = 0; index < 5; index += 1) {
      pump.grown();
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(world.rounds).toBe(2);
    world.waiting = true;
    pump.sendNow();
    await settle();
    await vi.advanceTimersByTimeAsync(3000);
    expect(world.rounds).toBe(4);
  });

  it('never runs two rounds at once', async () => {
    let release: ((outcome: Outcome) => void) | undefined;
    const { pump } = bench({ round: vi.fn(() => new Promise<Outcome>((resolve) => (release = resolve))) });
    pump.wake();
    pump.sendNow();
    pump.grown();
    expect(pump.view.phase).toBe('sending');
    const first = release;
    first?.({ kind: 'done' });
    await settle();
    expect(release).not.toBe(first);
  });

  it('stops where going on would do harm, and starts again only by hand', async () => {
    const { world, pump } = bench();
    world.outcomes.push({ kind: 'stopped', problem: 'fork' });
    pump.wake();
    await settle();
    pump.wake();
    pump.grown();
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    expect([world.rounds, pump.view.phase, pump.view.problem]).toEqual([1, 'stopped', 'fork']);
    pump.sendNow();
    await settle();
    expect([world.rounds, pump.view.phase]).toEqual([2, 'idle']);
  });

  it('does nothing while paused and goes on at once afterwards', async () => {
    const { world, pump } = bench();
    world.paused = true;
    pump.pausedChanged();
    pump.wake();
    pump.sendNow();
    await vi.advanceTimersByTimeAsync(24 * 3_600_000);
    expect([world.rounds, pump.view.phase]).toEqual([0, 'paused']);
    world.paused = false;
    pump.pausedChanged();
    await settle();
    expect(world.rounds).toBe(1);
  });
});
