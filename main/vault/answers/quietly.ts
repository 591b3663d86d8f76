import { err, type Result } from '../../../shared/result.ts';
import type { Core } from '../session/core.ts';
import type { ServingCycle } from '../session/serving.ts';

/** For what needs somebody signed in over a cycle and writes nothing: no event follows. */
export function quietly<R>(
  core: Core,
  work: (serving: ServingCycle) => R,
): R | Result<never, { code: 'locked' | 'no-cycle' }> {
  if (core.serving() === undefined) return err({ code: 'locked' });
  const serving = core.withCycle();
  return serving === undefined ? err({ code: 'no-cycle' }) : work(serving);
}
