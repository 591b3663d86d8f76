/** How much goes into one request: it shrinks when one is lost and grows again while requests succeed. */
export type Pace = Readonly<{
  /** Of a packed body, of which the collector keeps what arrived. */
  entries: number;
  /** Of a body of lines, compressed: it is lost as a whole. */
  bytes: number;
  /** Since it last changed. */
  successes: number;
}>;

export const PACE_LIMITS = {
  fewestEntries: 10,
  mostEntries: 500,
  /** Lines of so many entries are more than a thin link's bytes; more would only be compressed for nothing. */
  mostLines: 100,
  /** Seconds on a thin link: what is lost with a request stays small. */
  thinBytes: 16 * 1024,
  mostBytes: 256 * 1024,
  /** A body that comes through faster than this many bytes a second says that the link is no thin one. */
  goodBytesPerSecond: 16 * 1024,
  successesToGrow: 3,
} as const;

export const FIRST_PACE: Pace = { entries: PACE_LIMITS.mostEntries, bytes: PACE_LIMITS.thinBytes, successes: 0 };

/** After a request of `bytes` was answered in `tookMs`. */
export function afterSuccess(pace: Pace, bytes: number, tookMs: number): Pace {
  const successes = pace.successes + 1;
  if (successes < PACE_LIMITS.successesToGrow) return { ...pace, successes };
  const isGood = bytes * 1000 >= PACE_LIMITS.goodBytesPerSecond * Math.max(tookMs, 1);
  return {
    entries: Math.min(pace.entries * 2, PACE_LIMITS.mostEntries),
    bytes: isGood ? Math.min(pace.bytes * 2, PACE_LIMITS.mostBytes) : pace.bytes,
    successes: 0,
  };
}

/** After a request was lost on the way, and all that it brought with it. */
export function afterFailure(pace: Pace): Pace {
  return {
    entries: Math.max(Math.floor(pace.entries / 2), PACE_LIMITS.fewestEntries),
    bytes: Math.max(Math.floor(pace.bytes / 2), PACE_LIMITS.thinBytes),
    successes: 0,
  };
}
