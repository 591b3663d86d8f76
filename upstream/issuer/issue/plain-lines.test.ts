import { expect, test } from 'vitest';
import { plainEntitlement, plainHousehold } from '../../../main/vault/cycle/plain-records.ts';
import { generateProgramme } from '../generate/programme.ts';

test('what an issuer writes is read by the quick way, whole', () => {
  const programme = generateProgramme({
    seed: 'plain',
    households: 400,
    nowMs: Date.UTC(2026, 0, 5),
    portraits: 'heads',
    desks: ['desk-1'],
  });
  for (const { household, entitlement } of programme.households()) {
    expect(plainHousehold(JSON.stringify(household))).toEqual(household);
    if (entitlement !== undefined) expect(plainEntitlement(JSON.stringify(entitlement))).toEqual(entitlement);
  }
});
