/** ISO 4217 currencies whose minor unit is not a hundredth (list one, column "Mnr unt"). */
const OTHER_DIGITS: Readonly<Record<string, number>> = Object.fromEntries([
  ...[
    'BIF',
    'CLP',
    'DJF',
    'GNF',
    'ISK',
    'JPY',
    'KMF',
    'KRW',
    'PYG',
    'RWF',
    'UGX',
    'UYI',
    'VND',
    'VUV',
    'XAF',
    'XOF',
    'XPF',
  ].map((code) => [code, 0]),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3]),
  ...['CLF', 'UYW'].map((code) => [code, 4]),
]);

/** Decimals of the minor unit. Intl is no help here: it follows what shops do today, not ISO 4217. */
export function minorDigits(currency: string): number {
  return OTHER_DIGITS[currency] ?? 2;
}

/**
 * Reads a decimal amount (`5000`, `5000.0`, `12.50`) into minor units, exactly. Undefined for anything else: signs,
 * thousands separators, more decimals than the currency has, sums above 2^53-1.
 */
export function parseAmountMinor(text: string, currency: string): number | undefined {
  const match = /^(\d{1,16})(?:\.(\d{1,12}))?$/.exec(text.trim());
  if (match === null) return undefined;
  const digits = minorDigits(currency);
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > digits) return undefined;
  const minor = Number((match[1] ?? '') + fraction.padEnd(digits, '0'));
  return Number.isSafeInteger(minor) ? minor : undefined;
}
