import type { Policy, Trust, Upstream } from '../../shared/domain/policy.ts';
import type { TrustList } from '../../shared/domain/trust-list.ts';
import type { Entitlement, Household, StockItem } from '../../shared/domain/roll.ts';

/** A small invented roll. */
export const policy: Policy = {
  approvalAboveMinor: { SDG: 100_000 },
  dayLimitMinor: {},
  cashDifferenceLimitMinor: { SDG: 1000 },
  stockDifferenceLimit: { 'OIL-1L': 1 },
  denominations: { SDG: [10_000, 5000, 100] },
  partCollection: true,
  proxyCollection: true,
  lookupsPerHour: 2,
  maxRollAgeHours: 720,
  idleLockMinutes: 10,
};

export const stock: readonly StockItem[] = [
  { item: 'OIL-1L', name: { en: 'Oil', fr: 'Huile' }, unit: 'bottle', icon: 'oil', plannedQuantity: 100 },
  { item: 'SORGHUM', name: { en: 'Sorghum' }, unit: 'bag', icon: 'grain', plannedQuantity: 100 },
];

export function household(number: number, more: Partial<Household> = {}): Household {
  const id = `HH-20-${number}`;
  return {
    id,
    status: 'active',
    size: 2,
    place: 'Kassala',
    members: [
      { id: `${id}-1`, name: `Awa Diallo ${number}`, birthDate: '1980', relation: 'head' },
      { id: `${id}-2`, name: 'Ali Diallo', relation: 'son' },
    ],
    proxies: [{ id: `${id}-p`, name: 'Moussa Traore', relation: 'brother' }],
    ...more,
  };
}

export function entitlement(number: number, more: Partial<Entitlement> = {}): Entitlement {
  return {
    id: `E-${number}`,
    household: `HH-20-${number}`,
    lines: [
      { kind: 'cash', line: 'cash', currency: 'SDG', amountMinor: 5000 },
      { kind: 'item', line: 'oil', item: 'OIL-1L', quantity: 2 },
    ],
    ...more,
  };
}

export type RollContent = Readonly<{
  households: readonly Household[];
  entitlements: readonly Entitlement[];
  policy?: Policy;
  revokedCards?: readonly string[];
  upstream?: Upstream;
  credentials?: TrustList;
}>;

export function plainRoll(count: number, more: Partial<RollContent> = {}): RollContent {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  return { households: numbers.map((n) => household(n)), entitlements: numbers.map((n) => entitlement(n)), ...more };
}

/** What the package's trust part says beside cards, where the roll brings any of it. */
export function trustOf({ upstream, credentials }: RollContent): Pick<Trust, 'upstream' | 'credentials'> {
  return { ...(upstream === undefined ? {} : { upstream }), ...(credentials === undefined ? {} : { credentials }) };
}
