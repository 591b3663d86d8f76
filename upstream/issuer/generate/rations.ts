import type { EntitlementLine, StockItem } from '../../../shared/domain/roll.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import type { Money } from './currencies.ts';

type Ration = Readonly<Omit<StockItem, 'plannedQuantity'> & { units: (size: number) => number }>;

const rations: readonly Ration[] = [
  {
    item: 'SORGHUM-25KG',
    name: { en: 'Sorghum 25 kg', fr: 'Sorgho 25 kg', ar: 'ذرة رفيعة 25 كغ', es: 'Sorgo 25 kg' },
    unit: 'bag',
    icon: 'grain',
    units: (size) => Math.ceil(size / 4),
  },
  {
    item: 'OIL-4L',
    name: { en: 'Oil 4 L', fr: 'Huile 4 L', ar: 'زيت 4 لتر', es: 'Aceite 4 L' },
    unit: 'can',
    icon: 'oil',
    units: (size) => (size > 7 ? 2 : 1),
  },
  {
    item: 'LENTILS-5KG',
    name: { en: 'Lentils 5 kg', fr: 'Lentilles 5 kg', ar: 'عدس 5 كغ', es: 'Lentejas 5 kg' },
    unit: 'bag',
    icon: 'pulses',
    units: (size) => Math.ceil(size / 3),
  },
  {
    item: 'SALT-1KG',
    name: { en: 'Salt 1 kg', fr: 'Sel 1 kg', ar: 'ملح 1 كغ', es: 'Sal 1 kg' },
    unit: 'packet',
    icon: 'salt',
    units: () => 1,
  },
  {
    item: 'HYGIENE-KIT',
    name: { en: 'Hygiene kit', fr: "Kit d'hygiène", ar: 'حقيبة نظافة', es: 'Kit de higiene' },
    unit: 'kit',
    icon: 'kit',
    units: (size) => (size >= 4 ? 1 : 0),
  },
  {
    item: 'SOAP-BAR',
    name: { en: 'Soap bar', fr: 'Savon', ar: 'قطعة صابون', es: 'Jabón' },
    unit: 'bar',
    icon: 'soap',
    units: (size) => (size >= 4 ? 0 : size),
  },
];

/** What a household of this size is entitled to: in kind by size, and cash per head. */
export function linesFor(size: number, money: Money): EntitlementLine[] {
  const lines: EntitlementLine[] = [];
  for (const { item, units } of rations) {
    const quantity = units(size);
    if (quantity > 0) lines.push({ kind: 'item', line: `L${lines.length + 1}`, item, quantity });
  }
  lines.push({
    kind: 'cash',
    line: `L${lines.length + 1}`,
    currency: money.currency,
    amountMinor: size * money.perPersonMinor,
  });
  return lines;
}

/**
 * The site's stock list: the sum of all entitlements and about 2 % more.
 * @param householdsBySize how many entitled households have 0, 1, 2, … members
 */
export function stockPlan(householdsBySize: readonly number[]): StockItem[] {
  return rations.map(({ units, ...item }) => {
    const needed = householdsBySize.reduce((sum, households, size) => sum + households * units(size), 0);
    return { ...item, plannedQuantity: needed + Math.ceil(needed / 50) };
  });
}

/** Rules of the invented programme; only households of more than ten people need a supervisor for their cash. */
export function policyFor(monies: readonly Money[]): Policy {
  const perCurrency = (of: (money: Money) => number): Record<string, number> =>
    Object.fromEntries(monies.map((money) => [money.currency, of(money)]));
  return {
    approvalAboveMinor: perCurrency((money) => money.perPersonMinor * 10),
    dayLimitMinor: perCurrency((money) => money.perPersonMinor * 5 * 600),
    cashDifferenceLimitMinor: perCurrency((money) => Math.round(money.perPersonMinor / 5)),
    stockDifferenceLimit: Object.fromEntries(rations.map(({ item }) => [item, 2])),
    denominations: Object.fromEntries(monies.map((money) => [money.currency, [...money.denominations]])),
    partCollection: true,
    proxyCollection: true,
    lookupsPerHour: 60,
    maxRollAgeHours: 24 * 21,
    idleLockMinutes: 15,
  };
}
