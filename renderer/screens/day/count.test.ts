import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cashKey, cashSum, countInput, EMPTY_COUNT } from './count.ts';

const sudan = { currency: 'SDG', denominations: [100_000, 50_000, 20_000] };

it('counts nothing where nothing is typed, and names every note and item', () => {
  expect(countInput(EMPTY_COUNT, [sudan], ['OIL'])).toEqual({
    cash: sudan.denominations.map((valueMinor) => ({ currency: 'SDG', valueMinor, count: 0 })),
    stock: [{ item: 'OIL', quantity: 0 }],
  });
});

it('adds up what the notes are worth', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 3, maxLength: 3 }), (pieces) => {
      const cash = Object.fromEntries(
        sudan.denominations.map((value, index) => [cashKey('SDG', value), String(pieces[index])]),
      );
      expect(cashSum({ cash, stock: {} }, 'SDG', sudan.denominations)).toBe(
        sudan.denominations.reduce((sum, value, index) => sum + value * pieces[index]!, 0),
      );
    }),
  );
});

it.each(['1.5', '-1', 'two', '1000001'])('does not count %s notes', (text) => {
  expect(countInput({ cash: { [cashKey('SDG', 50_000)]: text }, stock: {} }, [sudan], [])).toBeUndefined();
});
