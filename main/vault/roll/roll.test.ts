import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { newRollDatabase, prepareSearch } from './roll.fixture.ts';
import { createRoll } from './roll.ts';
import { createRollWriter, type Row } from './roll-writer.ts';
import { blob } from '../store/blob.ts';
import { utf8Bytes } from '../../../shared/wire/bytes.ts';
import type { Household } from '../../../shared/domain/roll.ts';

const row = <T>(value: T): Row<T> => ({ value, bytes: blob(utf8Bytes(JSON.stringify(value))) });

function household(id: string, name: string, more: Partial<Household> = {}): Household {
  return { id, status: 'active', size: 1, members: [{ id: `${id}-1`, name, relation: 'head' }], proxies: [], ...more };
}

it('gives back what was put in', () => {
  const db = newRollDatabase();
  const writer = createRollWriter(db);
  const home = household('HH-1', 'Awa Diallo');
  const due = {
    id: 'E-1',
    household: 'HH-1',
    lines: [{ kind: 'cash' as const, line: 'a', currency: 'XOF', amountMinor: 5 }],
  };
  const picture = new Uint8Array(randomBytes(20));
  expect(writer.households([row(home)]) ?? writer.householdsEnd()).toBeUndefined();
  expect(writer.entitlements([row(due)]) ?? writer.entitlementsEnd()).toBeUndefined();
  expect(writer.photo('a.png', picture)).toBeUndefined();
  writer.revokedCards(['aa', 'aa']);
  prepareSearch(db);
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

it('answers duplicates and strangers instead of throwing, in a full statement or a rest', () => {
  const lines = [{ kind: 'item' as const, line: 'a', item: 'OIL', quantity: 1 }];
  const due = (number: number, id: string) => row({ id, household: `HH-${number}`, lines });
  for (const count of [2, 63, 64, 65, 200]) {
    const homes = Array.from({ length: count }, (_, index) => row(household(`HH-${index + 1}`, 'A')));
    const all = (rows: Row<Household>[]) => {
      const writer = createRollWriter(newRollDatabase());
      return { writer, refused: writer.households(rows) ?? writer.householdsEnd() };
    };
    expect(all([...homes, row(household('HH-1', 'B'))]).refused).toBe('duplicate-id');
    const { writer, refused } = all(homes);
    expect(refused).toBeUndefined();
    const dues = homes.map((_, index) => due(index + 1, `E-${index}`));
    expect(writer.entitlements([...dues, due(0, 'E')])).toBe('unknown-household');
    expect(writer.entitlementsEnd()).toBeUndefined();
    expect(writer.entitlements([due(1, 'E-0')]) ?? writer.entitlementsEnd()).toBe('duplicate-id');
  }
});
