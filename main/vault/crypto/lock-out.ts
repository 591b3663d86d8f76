import type { Slot } from './slot.ts';

const ALLOWED_FAILURES = 5;
const FIRST_LOCK_MS = 60_000;
const LONGEST_LOCK_MS = 3_600_000;

/** What is left of a lock, ms; 0 where the slot may be tried. A clock set back cannot lengthen it beyond the longest lock. */
export function lockedForMs(slot: Slot, nowMs: number): number {
  return Math.min(LONGEST_LOCK_MS, Math.max(0, slot.lockedUntilMs - nowMs));
}

/** Five wrong secrets in a row lock for a minute; every further one for twice as long, up to an hour. */
export function afterFailure(slot: Slot, nowMs: number): Slot {
  const failures = slot.failures + 1;
  const over = failures - ALLOWED_FAILURES;
  const lockMs = over < 0 ? 0 : Math.min(LONGEST_LOCK_MS, FIRST_LOCK_MS * 2 ** Math.min(over, 12));
  const unreported = { ...slot.unreported, refused: slot.unreported.refused + 1 };
  return { ...slot, failures, lockedUntilMs: lockMs === 0 ? 0 : nowMs + lockMs, unreported };
}

/** An attempt while the slot is locked: counted, not tried. */
export function afterLockedAttempt(slot: Slot): Slot {
  return { ...slot, unreported: { ...slot.unreported, lockedOut: slot.unreported.lockedOut + 1 } };
}

export function afterSuccess(slot: Slot): Slot {
  return { ...slot, failures: 0, lockedUntilMs: 0 };
}
