import type { VaultView } from '../../../shared/ipc/views.ts';
import { err, type Result } from '../../../shared/result.ts';
import type { Core } from './core.ts';

type Job = NonNullable<VaultView['job']>;
export type TellProgress = (step: Job['step'], done: number, total: number) => void;

/** Progress is told to main at most this often within one step. */
const TELL_EVERY_MS = 200;

/**
 * Runs long work beside the desk's, one such at a time: the view tells how far it is, `state.cancel` asks it to stop through
 * `signal`. The station does not lock for idleness meanwhile.
 */
export async function runJob<T>(
  core: Core,
  start: Pick<Job, 'kind' | 'step'>,
  work: (tell: TellProgress, signal: AbortSignal) => Promise<T>,
): Promise<T | Result<never, { code: 'busy' }>> {
  const { state } = core;
  if (state.job !== null) return err({ code: 'busy' });
  const cancel = new AbortController();
  state.cancel = cancel;
  state.job = { ...start, done: 0, total: 0 };
  core.changed();
  try {
    return await work(teller(core), cancel.signal);
  } finally {
    state.cancel = null;
    state.job = null;
    core.changed();
  }
}

function teller({ state, ports, changed }: Core): TellProgress {
  let toldMs = 0;
  let toldStep = '';
  return (step, done, total) => {
    if (state.job === null) return;
    state.job = { ...state.job, step, done, total };
    const nowMs = ports.clock.monotonicMs();
    if (step === toldStep && nowMs - toldMs < TELL_EVERY_MS) return;
    toldMs = nowMs;
    toldStep = step;
    changed();
  };
}
