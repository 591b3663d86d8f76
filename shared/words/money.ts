import { currencyOf } from '../domain/account.ts';
import { minorDigits } from '../domain/currency.ts';
import type { Language } from '../ipc/views.ts';

/** Digits stay Western in every language: receipt numbers, cards and banknotes carry them. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR', ar: 'ar-u-nu-latn' };

/** The locale that all papers of a language are written in. */
export function localeOf(language: Language): string {
  return LOCALES[language];
}

/** `1234` minor units of a currency with two decimals as `12.34`: exact, for any safe integer, with a minus sign before. */
export function decimalOf(amountMinor: number, currency: string): string {
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError('An amount in minor units must be a safe integer');
  const digits = minorDigits(currency);
  const figures = String(Math.abs(amountMinor)).padStart(digits + 1, '0');
  const whole = figures.slice(0, figures.length - digits);
  const sign = amountMinor < 0 ? '-' : '';
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${figures.slice(-digits)}`;
}

export type MoneyStyle = Readonly<{
  /** `always` writes 12.00, `as-needed` (the default) 12 but 12.50. */
  decimals?: 'always' | 'as-needed';
  /** `code` (the default) puts the ISO 4217 code behind, `none` writes the figure alone. */
  currency?: 'code' | 'none';
}>;

/** An amount as people read it: `1,234.50 SDG`. No floating point is touched on the way. */
export function formatAmountMinor(
  amountMinor: number,
  currency: string,
  language: Language,
  style: MoneyStyle = {},
): string {
  const digits = minorDigits(currency);
  const format = new Intl.NumberFormat(LOCALES[language], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    trailingZeroDisplay: style.decimals === 'always' ? 'auto' : 'stripIfInteger',
  });
  const figure = format.format(decimalOf(amountMinor, currency) as Intl.StringNumericLiteral);
  return style.currency === 'none' ? figure : `${figure}\u00a0${currency}`;
}

/** An integer with the language's thousands separators. */
export function formatCount(count: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language]).format(count);
}

/** The quantity of any account: cash as money, goods as a count (see domain/account.ts). */
export function formatQuantity(account: string, quantity: number, language: Language, style: MoneyStyle = {}): string {
  const currency = currencyOf(account);
  return currency === undefined
    ? formatCount(quantity, language)
    : formatAmountMinor(quantity, currency, language, style);
}
