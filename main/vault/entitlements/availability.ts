import { currencyOf, type AccountCode } from '../../../shared/domain/account.ts';
import type { VerdictReason } from '../../../shared/domain/verdict.ts';

export type OpenLine = Readonly<{ account: AccountCode; remaining: number }>;

/** What the desk can still hand out in this day session. */
export type Till = Readonly<{
  onHand: ReadonlyMap<AccountCode, number>;
  /** Cash the policy still allows today, in minor units; a currency that is not in the map has no limit. */
  dayLimitLeft: ReadonlyMap<string, number>;
}>;

export type Availability = Readonly<{ code: 'out-of-stock' | 'limit-reached' | null; reasons: VerdictReason[] }>;

/** Sum of the quantities by account. */
export function sumByAccount(
  lines: readonly Readonly<{ account: AccountCode; remaining: number }>[],
): Map<AccountCode, number> {
  const sums = new Map<AccountCode, number>();
  for (const line of lines) sums.set(line.account, (sums.get(line.account) ?? 0) + line.remaining);
  return sums;
}

/**
 * Whether the open lines can be handed out now. Where parts may be collected, one account with anything left is enough
 * and the missing ones are only told; else every line must be there whole.
 */
export function availability(lines: readonly OpenLine[], till: Till, partCollection: boolean): Availability {
  const needs = [...sumByAccount(lines)].map(([account, needed]) => {
    const stock = till.onHand.get(account) ?? 0;
    const limit = till.dayLimitLeft.get(currencyOf(account) ?? '') ?? Number.MAX_SAFE_INTEGER;
    return { needed, stock, limit, cash: currencyOf(account) !== undefined };
  });
  const reasons = new Set<VerdictReason>();
  for (const need of needs.filter((one) => one.stock < one.needed)) {
    reasons.add(need.cash ? 'cash-out' : 'item-out-of-stock');
  }
  const stockStops = partCollection
    ? needs.every((need) => need.stock === 0)
    : needs.some((need) => need.stock < need.needed);
  if (stockStops) return { code: 'out-of-stock', reasons: [...reasons] };

  if (needs.some((need) => need.limit < need.needed)) reasons.add('day-limit');
  const limitStops = partCollection
    ? needs.every((need) => Math.min(need.stock, need.limit) <= 0)
    : needs.some((need) => need.limit < need.needed);
  if (limitStops) return { code: 'limit-reached', reasons: ['day-limit'] };
  return { code: null, reasons: [...reasons] };
}

/** True where the cash of these lines, taken per currency, is more than may be given without a second person. */
export function amountBlocks(
  lines: readonly OpenLine[],
  approvalAboveMinor: Readonly<Record<string, number>>,
): boolean {
  return [...sumByAccount(lines)].some(([account, sum]) => {
    const currency = currencyOf(account);
    return currency !== undefined && sum > (approvalAboveMinor[currency] ?? Number.MAX_SAFE_INTEGER);
  });
}
