import type { DenominationCount, StockCount } from '../../../shared/ipc/views.ts';
import { parseWhole } from '../../words/parse.ts';

/** A count as typed: by `currency/value` and by item code; an empty field is 0. */
export type CountTexts = Readonly<{ cash: Readonly<Record<string, string>>; stock: Readonly<Record<string, string>> }>;
export type Currencies = readonly Readonly<{ currency: string; denominations: readonly number[] }>[];
export type CountInput = Readonly<{ cash: DenominationCount[]; stock: StockCount[] }>;

export const EMPTY_COUNT: CountTexts = { cash: {}, stock: {} };
export const cashKey = (currency: string, valueMinor: number): string => `${currency}/${valueMinor}`;
const MOST_PIECES = 1_000_000;
const MOST_UNITS = 1_000_000_000;

/** What a field means: a number, or undefined where it means none. */
export function readCount(text: string | undefined, most: number): number | undefined {
  if (text === undefined || text.trim() === '') return 0;
  const value = parseWhole(text);
  return value === undefined || value > most ? undefined : value;
}
export const readPieces = (text: string | undefined): number | undefined => readCount(text, MOST_PIECES);
export const readUnits = (text: string | undefined): number | undefined => readCount(text, MOST_UNITS);

/** The sum of one currency in minor units; fields that mean nothing count as 0 here and stop the count elsewhere. */
export function cashSum(texts: CountTexts, currency: string, denominations: readonly number[]): number {
  return denominations.reduce((sum, value) => sum + value * (readPieces(texts.cash[cashKey(currency, value)]) ?? 0), 0);
}

/** Every note and every item, 0 where none was typed; undefined while any field means no number. */
export function countInput(
  texts: CountTexts,
  currencies: Currencies,
  items: readonly string[],
): CountInput | undefined {
  const cash = currencies.flatMap(({ currency, denominations }) =>
    denominations.map((valueMinor) => ({
      currency,
      valueMinor,
      count: readPieces(texts.cash[cashKey(currency, valueMinor)]),
    })),
  );
  const stock = items.map((item) => ({ item, quantity: readUnits(texts.stock[item]) }));
  const whole = cash.every((one): one is DenominationCount => one.count !== undefined);
  if (!whole || !stock.every((one): one is StockCount => one.quantity !== undefined)) return undefined;
  return { cash, stock };
}
