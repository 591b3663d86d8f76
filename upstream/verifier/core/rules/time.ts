import { countUp, sortedTally, type Read, type Tally, type Tell } from './rule.ts';

/** As in the station: further apart than this within one boot, and somebody set the clock. */
const JUMP_MS = 120_000;
/** A declared correction up to this is a note, above it somebody should say why. */
const CORRECTION_MS = 3_600_000;
/** A jump has to be declared by a `clock` entry among so many that follow. */
const DECLARED_WITHIN = 40;
/** The auditor's own clock may be wrong too. */
const FUTURE_MS = 3_600_000;
const SILENCE_MS = 4 * 3_600_000;
/**
 * More hand-overs than this within a minute are not the work of hands at one desk: three seconds each leave no time to scan a
 * card, look at a face, hand goods over and press Enter.
 */
const MOST_PER_MINUTE = 20;
const MINUTE_MS = 60_000;

type Stamp = Readonly<{ seq: number; atMs: number; mono: number; boot: string }>;

/** The station's own account of time: never backwards, never ahead of the auditor, set by hand only where it says so. */
export function createTime({ tell, nowMs }: { tell: Tell; nowMs: number }) {
  const quality: Tally = new Map();
  const boots = new Set<string>();
  let first: Stamp | undefined;
  let last: Stamp | undefined;
  /** Wall and machine time as they belonged together since the last jump. */
  let base: Stamp | undefined;
  let undeclared: { seq: number; deltaMs: number; until: number } | undefined;
  let recent: number[] = [];
  let clockEntries = 0;

  function drift(now: Stamp, before: Stamp, clamped: boolean): void {
    if (now.boot !== before.boot || base?.boot !== now.boot) {
      base = now;
      recent = [];
      return;
    }
    if (now.mono < before.mono) tell('machine-time-backwards', now.seq);
    // The station never writes an earlier time than the one before: until the wall clock has caught up it stands still.
    if (clamped) {
      base = now;
      return;
    }
    const deltaMs = now.atMs - base.atMs - (now.mono - base.mono);
    if (Math.abs(deltaMs) <= JUMP_MS) return;
    undeclared ??= { seq: now.seq, deltaMs, until: now.seq + DECLARED_WITHIN };
    base = now;
  }

  function tellUndeclared(): void {
    if (undeclared === undefined) return;
    tell('clock-undeclared', undeclared.seq, { minutes: Math.round(undeclared.deltaMs / MINUTE_MS) });
    undeclared = undefined;
  }

  function declared(entry: Read<'clock'>): void {
    clockEntries += 1;
    const minutes = Math.round(entry.deltaMs / MINUTE_MS);
    // The collector's word, after which nobody set anything.
    const kind: string = entry.kind;
    if (kind === 'upstream') return tell('clock-off', entry.seq, { minutes });
    undeclared = undefined;
    base = undefined;
    const code = Math.abs(entry.deltaMs) < CORRECTION_MS ? 'clock-corrected' : 'clock-set';
    tell(code, entry.seq, { minutes, kind });
  }

  function rate(now: Stamp): void {
    recent.push(now.mono);
    if (recent.length > MOST_PER_MINUTE + 1) recent.shift();
    const [earliest = now.mono] = recent;
    if (recent.length <= MOST_PER_MINUTE || now.mono - earliest >= MINUTE_MS) return;
    tell('service-rate', now.seq, { count: recent.length, seconds: Math.round((now.mono - earliest) / 1000) });
    recent = [];
  }

  return {
    /** `dayOpen`: silence only counts while people could be served. */
    entry(entry: Read, dayOpen: boolean): void {
      const now: Stamp = { seq: entry.seq, atMs: entry.atMs, mono: entry.mono, boot: entry.boot };
      const before = last;
      first ??= now;
      boots.add(entry.boot);
      countUp(quality, entry.tq);
      if (entry.atMs > nowMs + FUTURE_MS) tell('future-time', entry.seq, { at: entry.at });
      if (before !== undefined) {
        if (now.atMs < before.atMs) tell('time-backwards', entry.seq, { at: entry.at });
        const silenceMs = now.atMs - before.atMs;
        if (dayOpen && silenceMs > SILENCE_MS)
          tell('long-silence', entry.seq, { hours: Math.round(silenceMs / 3_600_000) });
        drift(now, before, entry.tq === 'n' && now.atMs === before.atMs);
      } else base = now;
      if (entry.t === 'clock') declared(entry);
      if (undeclared !== undefined && entry.seq > undeclared.until) tellUndeclared();
      if (entry.t === 'handover') rate(now);
      last = now;
    },
    end: tellUndeclared,
    summary: () => ({
      firstAtMs: first?.atMs ?? null,
      lastAtMs: last?.atMs ?? null,
      boots: boots.size,
      clockEntries,
      timeQuality: sortedTally(quality),
    }),
  };
}
