import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFor } from './format.ts';
import { isBirthDate, parseMoney, parseWhole, writeMoney } from './parse.ts';

describe('amounts as typed', () => {
  it('come back as they were written, in any currency', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 12 }),
        fc.constantFrom('SDG', 'XAF', 'KWD', 'USD'),
        (minor, currency) => {
          expect(parseMoney(writeMoney(minor, currency), currency)).toBe(minor);
        },
      ),
    );
  });

  it.each([
    ['45 000', 'SDG', 4_500_000],
    ['12,5', 'SDG', 1250],
    ['١٢٫٥', 'SDG', 1250],
    ['12.500', 'KWD', 12_500],
    ['300', 'XAF', 300],
  ])('reads %s %s', (text, currency, minor) => expect(parseMoney(text, currency)).toBe(minor));

  it.each([
    ['45,000', 'SDG'],
    ['1.5', 'XAF'],
    ['-1', 'SDG'],
    ['', 'SDG'],
    ['1e3', 'SDG'],
    ['1,2,3', 'SDG'],
  ])('never guesses %s %s', (text, currency) => expect(parseMoney(text, currency)).toBeUndefined());

  it('counts whole numbers in Arabic digits too', () => {
    expect(parseWhole('٢٠')).toBe(20);
    expect(parseWhole('2.5')).toBeUndefined();
  });
});

describe('a date of birth as typed', () => {
  it.each(['1988', '12.3.1988', '12/03/1988', '1988-03-12', '١٩٨٨', '12 3 1988'])('may be %s', (text) =>
    expect(isBirthDate(text)).toBe(true),
  );
  it.each(['', '88', '12.3.88', '12.1988', '1988 1989 1990', 'March 1988x3', '12.3.19888'])('is not %j', (text) =>
    expect(isBirthDate(text)).toBe(false),
  );
});

describe('what is written', () => {
  it('shows decimals by currency and only where there are any', () => {
    expect(formatFor('en').money(4_500_000, 'SDG')).toBe('45,000\u00a0SDG');
    expect(formatFor('en').money(4_500_050, 'SDG')).toBe('45,000.50\u00a0SDG');
    expect(formatFor('en').money(1_500, 'XAF')).toBe('1,500\u00a0XAF');
    expect(formatFor('ar').money(1_250, 'KWD')).toBe('1.250\u00a0KWD');
  });

  it('tells an age in the unit that fits', () => {
    const { age } = formatFor('en');
    expect(age(5 * 60_000)).toMatch(/^5 min/);
    expect(age(9 * 3_600_000)).toMatch(/^9 h/);
    expect(age(50 * 3_600_000)).toBe('2 days');
    expect(formatFor('ar').age(48 * 3_600_000)).toBe('يومان');
  });

  it('knows today from yesterday', () => {
    const noon = new Date(2026, 10, 24, 12).getTime();
    const { dayOf } = formatFor('en');
    expect([dayOf(noon - 1, noon), dayOf(noon - 86_400_000, noon), dayOf(noon - 3 * 86_400_000, noon)]).toEqual([
      'today',
      'yesterday',
      'other',
    ]);
  });
});
