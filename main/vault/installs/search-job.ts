import { setImmediate } from 'node:timers/promises';
import type { Core } from '../session/core.ts';

/**
 * Prepares the search of the cycle in force, slice by slice in turn with the requests. It rests while locked and while a package
 * is installed, and goes on when called: after a sign-in, an install, and every few seconds in case a full disk stopped it.
 * `inTurn` must handle what a slice throws.
 */
export function createSearchJob(core: Core, inTurn: (work: () => boolean) => Promise<boolean>): () => Promise<void> {
  const { state } = core;
  let isRunning = false;

  /** False where there is nothing (more) to do now. */
  function slice(): boolean {
    const roll = state.unlocked?.serving?.cycle?.roll;
    const before = roll?.searchPercent();
    if (roll === undefined || before === undefined || state.job !== null) return false;
    roll.prepareSearch();
    if (roll.searchPercent() !== before) core.changed();
    return true;
  }

  return async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      // Requests that came during a slice are in the queue before the next one.
      while (await inTurn(slice)) await setImmediate();
    } finally {
      isRunning = false;
    }
  };
}
