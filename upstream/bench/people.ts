import type { Policy } from '../../shared/domain/policy.ts';
import type { Entitlement } from '../../shared/domain/roll.ts';
import { generateProgramme, type GeneratedHousehold, type GeneratedProgramme } from '../issuer/generate/programme.ts';

export const DAY_MS = 24 * 3_600_000;
/** The people are drawn as of this day, so that one seed gives the same people for ever. */
const DRAWN_MS = Date.UTC(2026, 0, 5);

export type People = Pick<GeneratedProgramme, 'stock' | 'revokedCards' | 'households'> & Readonly<{ policy: Policy }>;

/**
 * The invented roll of a run, without portraits. Windows are moved to today. Limits that would stop a desk after a few
 * hundred hand-overs are lifted: what is measured is not the limit.
 */
export function drawPeople(seed: string, households: number, todayMs: number): People {
  const programme = generateProgramme({ seed, households, nowMs: DRAWN_MS });
  const shiftMs = todayMs - DRAWN_MS;
  return {
    stock: programme.stock,
    revokedCards: programme.revokedCards,
    policy: { ...programme.policy, dayLimitMinor: {}, approvalAboveMinor: {}, lookupsPerHour: 10_000 },
    *households() {
      for (const one of programme.households()) yield moved(one, shiftMs);
    },
  };
}

function moved(one: GeneratedHousehold, shiftMs: number): GeneratedHousehold {
  return one.entitlement === undefined ? one : { ...one, entitlement: shifted(one.entitlement, shiftMs) };
}

function shifted(entitlement: Entitlement, shiftMs: number): Entitlement {
  const { validFromMs, validUntilMs } = entitlement;
  return {
    ...entitlement,
    ...(validFromMs === undefined ? {} : { validFromMs: validFromMs + shiftMs }),
    ...(validUntilMs === undefined ? {} : { validUntilMs: validUntilMs + shiftMs }),
  };
}
