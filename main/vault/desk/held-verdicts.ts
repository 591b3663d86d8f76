import type { Household } from '../../../shared/domain/roll.ts';
import { toBase32 } from '../../../shared/wire/base32.ts';
import type { Random } from '../crypto/aead.ts';
import type { ServingState } from '../entitlements/serving-state.ts';
import type { VerdictCore } from '../entitlements/verdict.ts';

/** A verdict as the vault remembers it: what was decided and on which state. Hand-overs refer to nothing else. */
export type HeldVerdict = Readonly<{
  token: string;
  core: VerdictCore;
  via: 'card' | 'lookup';
  household: Household | null;
  states: readonly ServingState[];
}>;

export type HeldVerdicts = Readonly<{
  hold: (verdict: Omit<HeldVerdict, 'token'>) => HeldVerdict;
  find: (token: string) => HeldVerdict | undefined;
}>;

const TOKEN_BYTES = 15;
/** Verdicts that a clerk could still come back to; older ones must be scanned again. */
const MOST_HELD = 64;

/** Lives from sign-in to lock, so that nobody acts on what somebody else was shown. */
export function createHeldVerdicts(random: Random): HeldVerdicts {
  const held = new Map<string, HeldVerdict>();
  return {
    hold(verdict) {
      const token = toBase32(random(TOKEN_BYTES));
      const named = { ...verdict, token };
      held.set(token, named);
      const [oldest] = held.keys();
      if (held.size > MOST_HELD && oldest !== undefined) held.delete(oldest);
      return named;
    },
    find: (token) => held.get(token),
  };
}
