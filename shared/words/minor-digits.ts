/**
 * Decimal places of a currency's minor unit by ISO 4217, table A.1. Not taken from `Intl`: its data follow daily use
 * (0 for IQD or AFN), while amounts in packages are counted in the standard's units.
 */
const other: Readonly<Record<string, number>> = Object.fromEntries([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0]),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3]),
  ...'CLF UYW'.split(' ').map((code) => [code, 4]),
]);

/** 2 but for the few currencies that count otherwise. */
export function minorDigits(currency: string): number {
  return other[currency] ?? 2;
}
