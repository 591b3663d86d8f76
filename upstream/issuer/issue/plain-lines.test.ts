import { expect, test } from 'vitest';
import { createPlainEntitlements, plainHousehold } from '../../../main/vault/cycle/plain-records.ts';
import { generateProgramme } from '../generate/programme.ts';

const lineOf = (record: unknown): string => Buffer.from(JSON.stringify(record), 'utf8').toString('latin1');
const plainEntitlement = createPlainEntitlements();

test('what an issuer writes is read by the quick way, whole', () => {
  const programme = generateProgramme({
    seed: 'plain',
    households: 400,
    nowMs: Date.UTC(2026, 0, 5),
    portraits: 'heads',
    desks: ['desk-1'],
  });
  for (const { household, entitlement } of programme.households()) {
    expect(plainHousehold(lineOf(household))).toEqual({ id: household.id });
    if (entitlement === undefined) continue;
    const { id, household: owner, lines } = entitlement;
    expect(plainEntitlement(lineOf(entitlement))).toEqual({ id, household: owner, lines });
  }
});
