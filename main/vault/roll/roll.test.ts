import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { newRollDatabase } from './roll.fixture.ts';
import { createRoll } from './roll.ts';
import { createRollWriter, type Row } from './roll-writer.ts';
import type { Household } from '../../../shared/domain/roll.ts';

const row = <T>(value: T): Row<T> => ({ value, line: JSON.stringify(value) });

function household(id: string, name: string, more: Partial<Household> = {}): Household {
  return { id, status: 'active', size: 1, members: [{ id: `${id}-1`, name, relation: 'head' }], proxies: [], ...more };
}

it('gives back what was put in', async () => {
  const db = newRollDatabase();
  const writer = createRollWriter(db);
  const home = household('HH-1', 'Awa Diallo');
  const due = {
    id: 'E-1',
    household: 'HH-1',
    lines: [{ kind: 'cash' as const, line: 'a', currency: 'XOF', amountMinor: 5 }],
  };
  const picture = new Uint8Array(randomBytes(20));
  expect(writer.households([row(home)])).toBeUndefined();
  expect(writer.entitlements([row(due)])).toBeUndefined();
  expect(writer.photo('a.png', picture)).toBeUndefined();
  writer.revokedCards(['aa', 'aa']);
  await writer.finishIndex(() => Promise.resolve());
  const roll = createRoll(db);
  expect(roll.householdById('HH-1')).toEqual(home);
  expect(roll.householdById('HH-2')).toBeUndefined();
  expect(roll.entitlementsOf('HH-1')).toEqual([due]);
  expect(roll.entitlementsOf('HH-2')).toEqual([]);
  expect(new Uint8Array(roll.photo('a.png') ?? [])).toEqual(picture);
  expect(roll.photo('b.png')).toBeUndefined();
  expect(roll.isRevoked('aa')).toBe(true);
  expect(roll.isRevoked('bb')).toBe(false);
});

it('answers duplicates and strangers instead of throwing', () => {
  const writer = createRollWriter(newRollDatabase());
  const lines = [{ kind: 'item' as const, line: 'a', item: 'OIL', quantity: 1 }];
  expect(writer.households([row(household('HH-1', 'A')), row(household('HH-1', 'B'))])).toEqual({
    code: 'duplicate-id',
    id: 'HH-1',
  });
  expect(writer.entitlements([row({ id: 'E-1', household: 'HH-9', lines })])).toEqual({
    code: 'unknown-household',
    id: 'E-1',
  });
  const twice = row({ id: 'E-1', household: 'HH-1', lines });
  expect(writer.entitlements([twice, twice])).toEqual({ code: 'duplicate-id', id: 'E-1' });
});
