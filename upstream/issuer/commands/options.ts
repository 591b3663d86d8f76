import { InvalidArgumentError } from 'commander';
import { timeOf } from '../source/entitlements.ts';

/** Parsers of option values, with complaints that say what would do. */

export function token(text: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,39}$/.test(text))
    throw new InvalidArgumentError('Lower-case letters, digits and hyphens, at most 40.');
  return text;
}

export function title(text: string): string {
  if (text.trim() === '' || text.length > 120) throw new InvalidArgumentError('1 to 120 characters.');
  return text.trim();
}

/** UTC ms. */
export function moment(text: string): number {
  const ms = timeOf(text);
  if (ms === undefined || Number.isNaN(ms))
    throw new InvalidArgumentError('A date like 2026-11-24 (00:00 UTC) or a moment like 2026-11-24T08:00+03:00.');
  return ms;
}

export function currency(text: string): string {
  if (!/^[A-Z]{3}$/.test(text)) throw new InvalidArgumentError('An ISO 4217 code like SDG.');
  return text;
}

export function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < low || value > high)
      throw new InvalidArgumentError(`A whole number from ${low} to ${high}.`);
    return value;
  };
}

/** For options that may be given several times. */
export function collect(text: string, former: readonly string[]): string[] {
  return [...former, ...text.split(',')];
}

export const DEFAULT_FOLDER = 'programme';
export const KEY_OPTION = ['-k, --keys <folder>', 'folder of the programme and its keys', DEFAULT_FOLDER] as const;
export const PASSPHRASE_OPTION = [
  '--passphrase-file <file>',
  'read the passphrase of the keys from the first line of a file',
] as const;

export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
