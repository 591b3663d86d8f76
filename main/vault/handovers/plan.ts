import { currencyOf } from '../../../shared/domain/account.ts';
import type { Policy } from '../../../shared/domain/policy.ts';
import type { ActOrdinal, Amount, HandedLine } from '../../../shared/wire/entry-types.ts';
import { amountBlocks, sumByAccount, type Till } from '../entitlements/availability.ts';
import type { ServingState } from '../entitlements/serving-state.ts';
import { amountsOf } from '../stock/day-account.ts';
import { err, ok, type Result } from '../../../shared/result.ts';

export type WantedLine = Readonly<{ entitlement: string; line: string; quantity: number }>;

export type PlanFailure = 'more-than-due' | 'part-not-allowed' | 'out-of-stock' | 'limit-reached';

/** A hand-over worked out: what goes into the entry and what the receipt must tell. */
export type Plan = Readonly<{
  lines: readonly HandedLine[];
  acts: readonly ActOrdinal[];
  part: boolean;
  amounts: readonly Amount[];
  /** [entitlement pseudonym, line, due]; all lines touched. */
  due: readonly (readonly [entitlement: string, line: string, due: number])[];
  /** Left to be collected after it, per account, of everything that may be collected here now. */
  remaining: ReadonlyMap<string, number>;
  amountNeedsApproval: boolean;
}>;

/** Checks the wanted lines against what is due, allowed and there. `states` are only those that may be collected here and now. */
export function planHandover(
  wanted: readonly WantedLine[],
  states: readonly ServingState[],
  till: Till,
  policy: Pick<Policy, 'partCollection' | 'approvalAboveMinor'>,
): Result<Plan, PlanFailure> {
  const left = new Map(
    states.flatMap((state) =>
      state.lines.map((line) => [key(state.id, line.line), Math.max(0, line.due - line.given)]),
    ),
  );
  for (const { entitlement, line, quantity } of wanted) {
    const before = left.get(key(entitlement, line)) ?? 0;
    if (quantity > before) return err('more-than-due');
    left.set(key(entitlement, line), before - quantity);
  }
  const part = [...left.values()].some((quantity) => quantity > 0);
  if (part && !policy.partCollection) return err('part-not-allowed');

  const touched = states.filter((state) => wanted.some((one) => one.entitlement === state.id));
  const lines = handedLines(wanted, touched);
  const amounts = amountsOf(lines);
  const short = shortage(amounts, till);
  if (short !== undefined) return err(short);
  return ok({
    lines,
    acts: touched.map((state) => {
      const open = state.lines.some((line) => (left.get(key(state.id, line.line)) ?? 0) > 0);
      return [state.pseudonym, state.nextOrdinal, open ? 0 : 1];
    }),
    part,
    amounts,
    due: touched.flatMap((state) => state.lines.map((line) => [state.pseudonym, line.line, line.due] as const)),
    remaining: sumByAccount(
      states.flatMap((state) =>
        state.lines.map((line) => ({ account: line.account, remaining: left.get(key(state.id, line.line)) ?? 0 })),
      ),
    ),
    amountNeedsApproval: amountBlocks(
      amounts.map(([account, quantity]) => ({ account, remaining: quantity })),
      policy.approvalAboveMinor,
    ),
  });
}

/** One entry line per entitlement line, however often it was named. */
function handedLines(wanted: readonly WantedLine[], touched: readonly ServingState[]): HandedLine[] {
  return touched.flatMap((state) =>
    state.lines.flatMap((line): HandedLine[] => {
      const mine = wanted.filter((one) => one.entitlement === state.id && one.line === line.line);
      const quantity = mine.reduce((sum, one) => sum + one.quantity, 0);
      return quantity === 0 ? [] : [[state.pseudonym, line.line, line.account, quantity]];
    }),
  );
}

function shortage(amounts: readonly Amount[], till: Till): 'out-of-stock' | 'limit-reached' | undefined {
  if (amounts.some(([account, quantity]) => quantity > (till.onHand.get(account) ?? 0))) return 'out-of-stock';
  const limited = amounts.some(([account, quantity]) => {
    const limit = till.dayLimitLeft.get(currencyOf(account) ?? '');
    return limit !== undefined && quantity > limit;
  });
  return limited ? 'limit-reached' : undefined;
}

function key(entitlement: string, line: string): string {
  return JSON.stringify([entitlement, line]);
}
