import { describe, expect, test } from 'vitest';
import { seedOf, streamOf } from '../issuer/generate/random.ts';
import { Figure, figureOf } from './figure.ts';
import { drawPeople } from './people.ts';
import { misspelt, searchFor, shuffled } from './samples.ts';
import { median, quantile, rounded } from './statistics.ts';
import { table } from './table.ts';

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

describe('statistics', () => {
  test('ranks by the nearest sample', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3]), quantile(hundred, 0.95), quantile([7], 0.95)]).toEqual([
      2, 2, 95, 7,
    ]);
    expect(() => median([])).toThrow();
    expect(rounded(0.123456)).toBe(0.1235);
  });
});

describe('figures', () => {
  test('say value, p95, limit and their ratio, and null where there is none', () => {
    const base = { name: 'x', households: 10, unit: 'ms' } as const;
    expect(figureOf({ ...base, samples: hundred, limits: [25] })).toEqual({
      ...base,
      value: 50,
      p95: 95,
      limit: 25,
      ratio: 2,
    });
    const few = figureOf({ ...base, samples: [1, 2, 3] });
    expect(few).toEqual({ ...base, value: 2, p95: null, limit: null, ratio: null });
    expect(Figure.parse(few)).toEqual(few);
  });

  test('stand in columns with the promise made for them', () => {
    const of = (name: string, households: number, value: number, limit: number) =>
      figureOf({ name, households, unit: 'ms', samples: [value], limits: [limit] });
    const lines = table([
      of('import', 10_000, 30, 10),
      of('import', 100_000, 20, 10),
      of('point-look-up', 10_000, 0.1, 0.05),
      of('point-look-up', 1_000_000, 0.4, 0.05),
      of('search', 10_000, 1, 1),
    ]).split('\n');
    expect(lines.slice(1, 6).map((line) => line.split(/\s+/).slice(7).join(' '))).toEqual([
      'MISSED',
      'kept',
      'kept',
      'MISSED',
      '',
    ]);
    expect(lines[4]).toContain('1,000,000');
  });
});

describe('what is asked', () => {
  const seed = seedOf('a');
  const people = drawPeople('a', 2000, Date.UTC(2026, 5, 1));

  test('is the same for the same seed, on any day', () => {
    const ask = (day: number) => {
      const [first] = drawPeople('a', 2000, day).households();
      return first === undefined ? undefined : searchFor(seed, 0, first.household);
    };
    expect(ask(Date.UTC(2026, 5, 1))).toEqual(ask(Date.UTC(2027, 1, 1)));
    expect(shuffled(seed, [1, 2, 3, 4, 5])).toEqual(shuffled(seed, [1, 2, 3, 4, 5]));
  });

  test('has two attributes and at most one slip', () => {
    let asked = 0;
    for (const { household } of people.households()) {
      const search = searchFor(seed, asked, household);
      if (search === undefined) continue;
      asked += 1;
      expect(search.household).toBe(household.id);
      expect(Object.keys(search.query)).toHaveLength(2);
    }
    expect(asked).toBeGreaterThan(1900);
    for (let index = 0; index < 200; index += 1) {
      const slip = misspelt('Amina Mohammed', streamOf(seed, 1, index));
      expect(slip).toMatch(/^Amina /);
      expect(Math.abs(slip.length - 'Amina Mohammed'.length)).toBeLessThanOrEqual(1);
    }
  });

  test('can be collected today', () => {
    const today = Date.UTC(2026, 5, 1);
    const open = [...people.households()].filter(({ entitlement }) => (entitlement?.validFromMs ?? today + 1) <= today);
    expect(open.length).toBeGreaterThan(1800);
  });
});
