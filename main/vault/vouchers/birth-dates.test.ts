import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoDates } from './birth-dates.ts';

test.each([
  ['1980', ['1980']],
  ['born ١٩٨٠', ['1980']],
  ['1980-05-01', ['1980-05-01']],
  ['01/05/1980', ['1980-05-01', '1980-01-05']],
  ['25.12.1980', ['1980-12-25']],
  ['31/02/1980', []],
  ['80', []],
  ['05/1980', []],
  ['', []],
])('%s means %j', (text, dates) => expect(isoDates(text)).toEqual(dates));

test('only dates that there are', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (text) => {
      for (const date of isoDates(text)) expect(date).toMatch(/^\d{4}(?:-\d\d-\d\d)?$/);
    }),
  );
});
