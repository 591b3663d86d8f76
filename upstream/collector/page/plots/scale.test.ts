import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hoursBetween, ticksTo } from './scale.ts';

it('covers every value with a handful of round steps', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 45 }), (most) => {
      const ticks = ticksTo(most);
      expect(ticks[0]).toBe(0);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
      expect(ticks.length).toBeLessThanOrEqual(8);
      expect(ticks.every(Number.isInteger)).toBe(true);
    }),
  );
});

it('fills short pauses and leaves out nights', () => {
  const hour = 3_600_000;
  expect(hoursBetween([9 * hour, 8 * hour, 11 * hour, 32 * hour, 8 * hour])).toEqual([
    { hourMs: 8 * hour, isAfterGap: false },
    { hourMs: 9 * hour, isAfterGap: false },
    { hourMs: 10 * hour, isAfterGap: false },
    { hourMs: 11 * hour, isAfterGap: false },
    { hourMs: 32 * hour, isAfterGap: true },
  ]);
});
