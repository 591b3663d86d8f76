import { minorDigits } from '../../shared/domain/currency.ts';

/** Western, Arabic-Indic and extended Arabic-Indic digits, as the keyboards at hand type them. */
function westernDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/** A whole number from 0, or undefined. Spaces and group separators that cannot be taken for decimals are left out. */
export function parseWhole(text: string): number | undefined {
  const digits = westernDigits(text).replace(/[\s\u00a0\u202f]/g, '');
  if (!/^\d{1,15}$/.test(digits)) return undefined;
  return Number(digits);
}

/**
 * An amount as typed, in minor units, or undefined. One point or comma with at most the currency's decimals behind it is
 * the decimal sign; three digits behind a comma or point where the currency has two are refused rather than guessed.
 */
export function parseMoney(text: string, currency: string): number | undefined {
  const digits = minorDigits(currency);
  const parts = /^(\d{1,13})(?:[.,\u066b](\d*))?$/.exec(westernDigits(text).replace(/[\s\u00a0\u202f]/g, ''));
  const fraction = parts?.[2] ?? '';
  if (parts === null || fraction.length > digits) return undefined;
  const minor = Number(parts[1]) * 10 ** digits + Number(fraction.padEnd(digits, '0') || '0');
  return Number.isSafeInteger(minor) ? minor : undefined;
}

/** The amount as it is typed: `12.50`, without grouping. */
export function writeMoney(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const whole = Math.floor(minor / 10 ** digits);
  const fraction = minor % 10 ** digits;
  return fraction === 0 ? String(whole) : `${whole}.${String(fraction).padStart(digits, '0')}`;
}

/** True for what can be a date of birth: a year of four digits alone, or a day and a month beside it, in figures. */
export function isBirthDate(text: string): boolean {
  const numbers = westernDigits(text).match(/\d+/g) ?? [];
  const years = numbers.filter((number) => number.length === 4);
  const others = numbers.filter((number) => number.length <= 2);
  return years.length === 1 && others.length === numbers.length - 1 && (numbers.length === 1 || numbers.length === 3);
}
