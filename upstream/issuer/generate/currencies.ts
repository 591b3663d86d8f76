/** What a programme pays in one currency: rounded per head, with the notes and coins a desk counts. Amounts in minor units. */
export type Money = Readonly<{
  currency: string;
  /** Decimals of the minor unit by ISO 4217: 0, 2 or 3. */
  decimals: number;
  perPersonMinor: number;
  /** Values of notes and coins, largest first. */
  denominations: readonly number[];
}>;

function money(currency: string, decimals: number, perPerson: number, notes: readonly number[]): Money {
  const scale = 10 ** decimals;
  return {
    currency,
    decimals,
    perPersonMinor: Math.round(perPerson * scale),
    denominations: notes.map((note) => Math.round(note * scale)),
  };
}

const all: readonly Money[] = [
  money('SDG', 2, 7_500, [5_000, 2_000, 1_000, 500, 200, 100]),
  money('XOF', 0, 5_000, [10_000, 5_000, 2_000, 1_000, 500, 250, 200, 100, 50, 25, 10, 5]),
  money('JOD', 3, 15, [50, 20, 10, 5, 1, 0.5, 0.25, 0.1, 0.05]),
  money('KES', 2, 1_100, [1_000, 500, 200, 100, 50, 40, 20, 10, 5, 1]),
  money('ETB', 2, 900, [200, 100, 50, 10, 5, 1]),
  money('BDT', 2, 1_250, [1_000, 500, 200, 100, 50, 20, 10, 5, 2, 1]),
  money('NPR', 2, 1_800, [1_000, 500, 100, 50, 20, 10, 5, 2, 1]),
  money('MMK', 2, 24_000, [20_000, 10_000, 5_000, 1_000, 500, 200, 100, 50]),
  money('COP', 2, 60_000, [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100, 50]),
  money('UGX', 0, 45_000, [50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100]),
  money('USD', 2, 12, [100, 50, 20, 10, 5, 1]),
];

/** ISO 4217 codes that the generator can pay in. */
export const CURRENCIES: readonly string[] = all.map((entry) => entry.currency);

/** @throws when the generator has no sensible amounts for that currency. */
export function moneyOf(currency: string): Money {
  const found = all.find((entry) => entry.currency === currency);
  if (!found) throw new Error(`no amounts known for ${currency}; choose one of ${CURRENCIES.join(', ')}`);
  return found;
}
