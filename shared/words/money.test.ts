import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { minorDigits, parseAmountMinor } from '../domain/currency.ts';
import { decimalOf, formatAmountMinor, formatQuantity } from './money.ts';

const currencies = fc.constantFrom('SDG', 'XAF', 'TND', 'CLF');

describe('money in figures', () => {
  it('writes decimals as the currency counts them', () => {
    expect(formatAmountMinor(1_234_550, 'SDG', 'en')).toBe('12,345.50\u00a0SDG');
    expect(formatAmountMinor(1_234_500, 'SDG', 'en')).toBe('12,345\u00a0SDG');
    expect(formatAmountMinor(1_234_500, 'SDG', 'en', { decimals: 'always', currency: 'none' })).toBe('12,345.00');
    expect(formatAmountMinor(1_234_500, 'XAF', 'fr')).toBe('1\u202f234\u202f500\u00a0XAF');
    expect(formatAmountMinor(1_234_567, 'TND', 'ar')).toBe('1,234.567\u00a0TND');
    expect(formatQuantity('cash:SDG', 500, 'en')).toBe('5\u00a0SDG');
    expect(formatQuantity('SORGHUM-25KG', 1500, 'en')).toBe('1,500');
  });

  it('is exact for every amount there can be', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), currencies, fc.constantFrom('en', 'fr', 'ar'), (amount, currency, language) => {
        const figures = formatAmountMinor(amount, currency, language, { decimals: 'always' }).replaceAll(/\D/g, '');
        expect(figures.replace(/^0+(?=\d)/, '')).toBe(String(Math.abs(amount)).replace(/^0+(?=\d)/, ''));
      }),
    );
  });

  it('is what the issuer reads back', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), currencies, (amount, currency) => {
        expect(parseAmountMinor(decimalOf(amount, currency), currency)).toBe(amount);
        expect(decimalOf(amount, currency).split('.')[1]?.length ?? 0).toBe(minorDigits(currency));
      }),
    );
  });
});
