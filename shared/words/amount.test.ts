import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { amountInWords } from './amount.ts';

describe('an amount in words', () => {
  it.each([
    [0, 'USD', 'Zero US dollars'],
    [100, 'SDG', 'One Sudanese pound'],
    [1_250_050, 'SDG', 'Twelve thousand five hundred Sudanese pounds and 50/100'],
    [12_345, 'XAF', 'Twelve thousand three hundred and forty-five Central African CFA francs'],
    [1_005, 'TND', 'One Tunisian dinar and 005/1000'],
    [500, 'XQZ', 'Five XQZ'],
  ])('English: %i %s', (minor, currency, words) => {
    expect(amountInWords(minor, currency, 'en')).toBe(words);
  });

  it.each([
    [100, 'SDG', 'Une livre soudanaise'],
    [2_100, 'SDG', 'Vingt et une livres soudanaises'],
    [8_000, 'SDG', 'Quatre-vingts livres soudanaises'],
    [2_100, 'USD', 'Vingt et un dollars des États-Unis'],
    [2_000_000, 'XAF', 'Deux millions de francs CFA (BEAC)'],
    [100_000_000, 'EUR', 'Un million d’euros'],
    [100_000_150, 'EUR', 'Un million un euros et 50/100'],
  ])('French: %i %s', (minor, currency, words) => {
    expect(amountInWords(minor, currency, 'fr')).toBe(words);
  });

  it.each([
    [100, 'SDG', 'جنيه سوداني واحد'],
    [300, 'SDG', 'ثلاثة جنيهات سودانية'],
    [300, 'SYP', 'ثلاث ليرات سورية'],
    [105_500, 'IQD', 'مائة وخمسة دنانير عراقية و500/1000'],
    [1_500, 'SDG', 'خمسة عشر جنيهًا سودانيًا'],
    [20_000, 'SDG', 'مئتا جنيه سوداني'],
    [200_000, 'SDG', 'ألفا جنيه سوداني'],
    [2_000_000, 'SDG', 'عشرون ألف جنيه سوداني'],
    [20_000_000, 'SDG', 'مئتا ألف جنيه سوداني'],
    [20_100_000, 'SDG', 'مئتان وواحد ألف جنيه سوداني'],
    [1_234_500, 'SDG', 'اثنا عشر ألفاً وثلاثمائة وخمسة وأربعون جنيهًا سودانيًا'],
    [400_000, 'SYP', 'أربعة آلاف ليرة سورية'],
    [1_550, 'SDG', 'خمسة عشر جنيهًا سودانيًا و50/100'],
    [2_000, 'TND', 'ديناران تونسيان'],
  ])('Arabic: %i %s', (minor, currency, words) => {
    expect(amountInWords(minor, currency, 'ar')).toBe(words);
  });

  it('has words for every amount, and no two amounts share them', () => {
    const amount = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.constantFrom('SDG', 'XAF', 'TND'),
        fc.constantFrom('en', 'fr', 'ar'),
        (a, b, currency, language) => {
          const words = amountInWords(a, currency, language);
          expect(words).not.toMatch(/undefined|NaN/);
          expect(amountInWords(b, currency, language) === words).toBe(a === b);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('tells all Arabic numbers below 300,000 that are likely to be confused apart', () => {
    const seen = new Set<string>();
    for (let whole = 0; whole < 300_000; whole += whole < 3_000 ? 1 : 397) seen.add(amountInWords(whole, 'XAF', 'ar'));
    for (const whole of [101_000, 102_000, 103_000, 200_000, 200_100, 201_000, 202_000, 210_000]) {
      seen.add(amountInWords(whole, 'XAF', 'ar'));
    }
    expect(seen.size).toBe(3_000 + Math.ceil(297_000 / 397) + 8);
  });

  it('refuses what is no amount', () => {
    for (const bad of [-1, 0.5, Number.NaN, 2 ** 53]) expect(() => amountInWords(bad, 'SDG', 'en')).toThrow(RangeError);
  });
});
