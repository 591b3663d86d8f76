const BASE_MS = 2000;
const CAP_LINKED_MS = 5 * 60_000;
const CAP_UNLINKED_MS = 30 * 60_000;
/** Whatever a server asks for, a station tries again on the same day. */
const LONGEST_ASKED_MS = 6 * 3_600_000;

export type Trouble = Readonly<{
  /** Failed rounds in a row, from 1. */
  failures: number;
  /** Whether the computer has any connection at all. */
  linked: boolean;
  /** What a server that is busy asked for (Retry-After). */
  retryAfterMs?: number | undefined;
}>;

/**
 * How long to wait after a failed round: anything up to a limit that doubles ("full jitter", so that stations which lost the same
 * link do not come back together), and never less than the server asked for. `random` gives 0 to below 1.
 */
export function retryDelayMs({ failures, linked, retryAfterMs = 0 }: Trouble, random: () => number): number {
  const cap = linked ? CAP_LINKED_MS : CAP_UNLINKED_MS;
  const limit = Math.min(cap, BASE_MS * 2 ** Math.min(failures - 1, 20));
  return Math.max(Math.floor(random() * limit), Math.min(retryAfterMs, LONGEST_ASKED_MS));
}

/** Retry-After in seconds; a date would be a matter of clocks, so it counts as not given. */
export function readRetryAfter(value: string | undefined): number | undefined {
  return value !== undefined && /^\d{1,6}$/.test(value) ? Number(value) * 1000 : undefined;
}
