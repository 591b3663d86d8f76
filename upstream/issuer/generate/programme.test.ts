import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import ar from '../../../resources/locales/ar.json' with { type: 'json' };
import en from '../../../resources/locales/en.json' with { type: 'json' };
import fr from '../../../resources/locales/fr.json' with { type: 'json' };
import { Policy } from '../../../shared/domain/policy.ts';
import { Entitlement, Household, StockItem } from '../../../shared/domain/roll.ts';
import { CURRENCIES } from './currencies.ts';
import { hasRightCheckDigit, householdId } from './household-id.ts';
import { PEOPLE_CODES } from './names/index.ts';
import { generateProgramme, type ProgrammeOptions } from './programme.ts';

const NOW_MS = Date.UTC(2026, 10, 3, 8);
const sample: ProgrammeOptions = { seed: 'sample', households: 1500, nowMs: NOW_MS, portraits: 'collectors' };
const all = [...generateProgramme(sample).households()];

function digest(options: ProgrammeOptions): string {
  const hash = createHash('sha256');
  for (const entry of generateProgramme(options).households()) hash.update(JSON.stringify(entry));
  return hash.digest('hex');
}

it('gives the same bytes for the same seed and others for another', () => {
  expect(digest(sample)).toBe(digest(sample));
  expect(digest({ ...sample, seed: 'other' })).not.toBe(digest(sample));
});

it('writes records of the shape that a package carries', () => {
  const programme = generateProgramme({ ...sample, currencies: CURRENCIES, desks: ['d1', 'd2'] });
  for (const { household, entitlement, portraits } of programme.households()) {
    expect(Household.parse(household)).toEqual(household);
    if (entitlement) expect(Entitlement.parse(entitlement)).toEqual(entitlement);
    expect(household.members).toHaveLength(household.size);
    const pictured = [...household.members, ...household.proxies].flatMap((person) => person.photo ?? []);
    expect(pictured).toEqual(portraits.map((portrait) => portrait.file));
  }
  for (const item of programme.stock) expect(StockItem.parse(item)).toEqual(item);
  expect(Policy.parse(programme.policy)).toEqual(programme.policy);
});

it('never gives two households, people or cards the same number', () => {
  const ids = all.flatMap(({ household, cardSerial, cancelledCardSerial }) => [
    household.id,
    ...household.members.map((member) => member.id),
    ...household.proxies.map((proxy) => proxy.id),
    ...[cardSerial, cancelledCardSerial].filter((serial) => serial !== undefined),
  ]);
  expect(new Set(ids).size).toBe(ids.length);
});

it.each([en, fr, ar])('names relations that the station has a word for: $language.choose', ({ relation }) => {
  const people = all.flatMap(({ household }) => [...household.members, ...household.proxies]);
  const named = [...new Set(people.map((person) => person.relation))];
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !Object.hasOwn(relation, name))).toEqual([]);
});

it('plans stock for every entitlement with a margin', () => {
  const needed = new Map<string, number>();
  for (const { entitlement } of all) {
    for (const line of entitlement?.lines ?? []) {
      if (line.kind === 'item') needed.set(line.item, (needed.get(line.item) ?? 0) + line.quantity);
    }
  }
  for (const { item, plannedQuantity } of generateProgramme(sample).stock) {
    const sum = needed.get(item) ?? 0;
    expect(plannedQuantity).toBeGreaterThan(sum);
    expect(plannedQuantity).toBeLessThanOrEqual(Math.ceil(sum * 1.02) + 1);
  }
});

it('looks like a field roll: sizes, gaps, shared names, people without cards', () => {
  const people = all.flatMap(({ household }) => household.members);
  const mean = people.length / all.length;
  expect(mean).toBeGreaterThan(4.7);
  expect(mean).toBeLessThan(5.5);
  const share = (count: number, of: number): number => count / of;
  expect(share(people.filter((person) => person.birthDate === undefined).length, people.length)).toBeCloseTo(0.18, 1);
  expect(share(people.filter((person) => person.birthDate?.length === 4).length, people.length)).toBeCloseTo(0.44, 1);
  const heads = all.flatMap(({ household }) => household.members[0] ?? []);
  expect(share(heads.filter((head) => head.sex === 'f').length, heads.length)).toBeCloseTo(0.62, 1);
  expect(new Set(heads.map((head) => head.name)).size).toBeLessThan(heads.length * 0.95);
  expect(all.some(({ household }) => household.status === 'blocked')).toBe(true);
  expect(all.some(({ household }) => household.note !== undefined)).toBe(true);
  expect(all.filter(({ cardSerial }) => cardSerial === undefined).length).toBeGreaterThan(10);
  expect(all.some(({ cancelledCardSerial }) => cancelledCardSerial !== undefined)).toBe(true);
  expect(all.some(({ entitlement }) => entitlement === undefined)).toBe(true);
});

it('writes every script in its own letters with a Latin spelling beside it', () => {
  const scripts = ['Arabic', 'Ethiopic', 'Bengali', 'Devanagari', 'Myanmar'];
  for (const script of scripts) {
    const letters = new RegExp(`^[\\p{Script=${script}}\\p{M} ]+$`, 'u');
    const found = all.flatMap(({ household }) => household.members).filter((person) => letters.test(person.name));
    expect(found.length, script).toBeGreaterThan(300);
    expect(
      found.every((person) => /^[A-Za-z ]+$/.test(person.nameLatin ?? '')),
      script,
    ).toBe(true);
  }
  const mixed = all
    .flatMap(({ household }) => household.members)
    .filter((person) => /\p{Script=Latin}/u.test(person.name) && /[^\p{Script=Latin}\p{M} '-]/u.test(person.name));
  expect(mixed).toEqual([]);
});

it('notices any one wrong digit of a household id', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 10, max: 99 }),
      fc.integer({ min: 1, max: 99_999 }),
      fc.nat(6),
      fc.integer({ min: 1, max: 9 }),
      (area, serial, at, shift) => {
        const id = householdId(area, serial, 5);
        expect(hasRightCheckDigit(id)).toBe(true);
        const digits = id.replace(/\D/g, '');
        const wrong = digits
          .split('')
          .map((digit, place) => (place === at ? String((Number(digit) + shift) % 10) : digit))
          .join('');
        expect(hasRightCheckDigit(`HH-${wrong.slice(0, 2)}-${wrong.slice(2)}`)).toBe(wrong === digits);
      },
    ),
  );
});

it('keeps amounts whole and sensible in every currency', () => {
  for (const currency of CURRENCIES) {
    const programme = generateProgramme({
      ...sample,
      households: 30,
      currencies: [currency],
      peoples: PEOPLE_CODES.slice(0, 2),
    });
    expect(Policy.parse(programme.policy).denominations[currency]).toBeDefined();
    const smallest = Math.min(...(programme.policy.denominations[currency] ?? []));
    for (const { entitlement } of programme.households()) {
      const cash = entitlement?.lines.find((line) => line.kind === 'cash');
      if (cash) expect(cash.amountMinor % smallest).toBe(0);
    }
  }
});

it('refuses sizes it was not made for', () => {
  for (const households of [0, 1.5, 1_000_001])
    expect(() => generateProgramme({ ...sample, households })).toThrow('1,000,000');
  expect(() => generateProgramme({ ...sample, currencies: ['ZZZ'] })).toThrow('ZZZ');
});
