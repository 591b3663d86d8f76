import type { Draft } from './ledger.types.ts';

/** The machine's time, passed in. */
export type Clock = Readonly<{
  /** Wall clock, UTC ms. */
  nowMs: () => number;
  /** Milliseconds since the machine started, time asleep included. */
  monotonicMs: () => number;
  /** Names this boot of the machine. */
  boot: string;
  /** Synced, holdover, never synced. */
  quality: () => 's' | 'h' | 'n';
}>;

export type Stamp = Readonly<{ at: string; mono: number; boot: string; tq: 's' | 'h' | 'n' }>;

/** Wall and machine time may drift this far apart within one boot before it counts as somebody setting the clock. */
const JUMP_MS = 120_000;

/**
 * The time of an entry: the wall clock, but never earlier than the entry before (`lastAtMs`), in which case its quality says
 * that it cannot be trusted. The order of entries is `seq` and never time.
 */
export function stamp(clock: Clock, lastAtMs: number): Stamp {
  const now = Math.floor(clock.nowMs());
  const at = Math.max(now, lastAtMs);
  return {
    at: new Date(at).toISOString(),
    mono: Math.max(0, Math.floor(clock.monotonicMs())),
    boot: clock.boot,
    tq: now < lastAtMs ? 'n' : clock.quality(),
  };
}

export type ClockWatch = Readonly<{
  /**
   * A draft for the ledger where the clock was set since the last look, else undefined; each jump is told once.
   * `lastSignedMs` is the newest time that a trusted signature vouches for (certificate, package): now cannot be earlier.
   */
  look: (lastSignedMs?: number) => Draft<'clock'> | undefined;
}>;

/** `last`: the newest entry's stamp, or undefined for an empty log. */
export function watchClock(
  clock: Clock,
  last: Readonly<{ atMs: number; mono: number; boot: string }> | undefined,
): ClockWatch {
  let base = { wall: clock.nowMs(), mono: clock.monotonicMs() };
  let pending = last === undefined ? 0 : jumpSince(clock, last);
  let toldSigned = false;
  const draft = (kind: 'jump' | 'backwards' | 'before-last-signed', deltaMs: number): Draft<'clock'> => ({
    t: 'clock',
    body: { kind, deltaMs: Math.round(deltaMs) },
  });
  return {
    look(lastSignedMs) {
      const now = { wall: clock.nowMs(), mono: clock.monotonicMs() };
      const drift = now.wall - base.wall - (now.mono - base.mono);
      if (Math.abs(drift) > JUMP_MS) {
        pending += drift;
        base = now;
      }
      const jump = pending;
      pending = 0;
      if (Math.abs(jump) > JUMP_MS) return draft(jump < 0 ? 'backwards' : 'jump', jump);
      if (lastSignedMs === undefined || now.wall >= lastSignedMs) toldSigned = false;
      else if (!toldSigned) {
        toldSigned = true;
        return draft('before-last-signed', now.wall - lastSignedMs);
      }
      return undefined;
    },
  };
}

/** Within one boot machine time tells both ways; across boots only a step back before the last entry can be seen. */
function jumpSince(clock: Clock, last: Readonly<{ atMs: number; mono: number; boot: string }>): number {
  const passed = clock.nowMs() - last.atMs;
  return last.boot === clock.boot ? passed - (clock.monotonicMs() - last.mono) : Math.min(0, passed);
}
