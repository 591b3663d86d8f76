import type { EntryBodies } from '../../../shared/wire/entry-types.ts';
import type { ServingState } from '../entitlements/serving-state.ts';
import type { VerdictCore } from '../entitlements/verdict.ts';
import type { Subject } from './subject.ts';

/** A verdict as the vault remembers it: what was decided and on which state. What follows refers to nothing else. */
export type HeldVerdict = Subject &
  Readonly<{
    token: string;
    core: VerdictCore;
    via: EntryBodies['handover']['via'];
    states: readonly ServingState[];
    /** The voucher pays for services: it is held and captured, and never handed over. */
    forServices: boolean;
  }>;

export type HeldVerdicts = Readonly<{
  hold: (verdict: Omit<HeldVerdict, 'token'>) => HeldVerdict;
  find: (token: string) => HeldVerdict | undefined;
  /** Those that came this way must be scanned again. */
  forget: (via: HeldVerdict['via']) => void;
}>;

/** Verdicts that a clerk could still come back to; older ones must be scanned again. */
const MOST_HELD = 64;

/**
 * Lives from sign-in to lock, so that nobody acts on what somebody else was shown. `session` is the size of the log at its start:
 * every session begins with an entry, so no two verdicts of a log ever share a name, and the name costs an upload next to nothing.
 */
export function createHeldVerdicts(session: number): HeldVerdicts {
  const held = new Map<string, HeldVerdict>();
  let count = 0;
  return {
    hold(verdict) {
      count += 1;
      const token = `${session}-${count}`;
      const named = { ...verdict, token };
      held.set(token, named);
      const [oldest] = held.keys();
      if (held.size > MOST_HELD && oldest !== undefined) held.delete(oldest);
      return named;
    },
    find: (token) => held.get(token),
    forget(via) {
      for (const { token, via: itsWay } of held.values()) if (itsWay === via) held.delete(token);
    },
  };
}
