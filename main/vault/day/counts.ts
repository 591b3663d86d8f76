import { cashAccount } from '../../../shared/domain/account.ts';
import type { DenominationCount, StockCount } from '../../../shared/ipc/views.ts';
import type { Amount } from '../../../shared/wire/entry-types.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import { sorted } from '../stock/day-account.ts';

export type CountInput = Readonly<{ cash: readonly DenominationCount[]; stock: readonly StockCount[] }>;

/** A count, added up. `denominations` keeps what was counted for the entry. */
export type Counted = Readonly<{
  cash: Amount[];
  stock: Amount[];
  denominations: (readonly [currency: string, valueMinor: number, count: number])[];
}>;

/**
 * Adds up notes, coins and items. Undefined where the count names an unknown item, currency or denomination, names one
 * twice, or leaves the safe integers.
 */
export function addUp(
  input: CountInput,
  known: Readonly<{ items: readonly string[]; denominations: Policy['denominations'] }>,
): Counted | undefined {
  const keys = [...input.cash.map((one) => `${one.currency} ${one.valueMinor}`), ...input.stock.map((one) => one.item)];
  if (new Set(keys).size !== keys.length) return undefined;
  if (!input.cash.every((one) => known.denominations[one.currency]?.includes(one.valueMinor) === true))
    return undefined;
  if (!input.stock.every((one) => known.items.includes(one.item))) return undefined;
  const counted = {
    cash: sorted(input.cash.map((one) => [cashAccount(one.currency), one.valueMinor * one.count])),
    stock: sorted(input.stock.map((one) => [one.item, one.quantity])),
    denominations: input.cash.map((one) => [one.currency, one.valueMinor, one.count] as const),
  };
  return [...counted.cash, ...counted.stock].every(([, quantity]) => Number.isSafeInteger(quantity))
    ? counted
    : undefined;
}
