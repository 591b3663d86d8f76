import { cashAccount, type AccountCode } from '../../domain/account.ts';
import type { Entitlement, EntitlementLine } from '../../domain/roll.ts';
import type { DueLine } from '../due.ts';

export function accountOf(line: EntitlementLine): AccountCode {
  return line.kind === 'cash' ? cashAccount(line.currency) : line.item;
}

/** A line as due lists name it: quantity in items, or minor units of a currency. */
export function dueLine(line: EntitlementLine): DueLine[3][number] {
  return [line.line, accountOf(line), line.kind === 'cash' ? line.amountMinor : line.quantity];
}

/** Sums of entitlements by account, as the manifest states them. Quantities are items, or minor units of a currency. */
export function createTotals(start: Readonly<Record<string, number>> = {}) {
  const sums = new Map<string, number>(Object.entries(start));
  const change = (entitlement: Pick<Entitlement, 'lines'>, sign: 1 | -1): boolean => {
    for (const line of entitlement.lines) {
      const [, account, quantity] = dueLine(line);
      const sum = (sums.get(account) ?? 0) + sign * quantity;
      if (!Number.isSafeInteger(sum) || sum < 0) return false;
      sums.set(account, sum);
    }
    return true;
  };
  return {
    /** False where a sum would leave the safe integers. */
    add: (entitlement: Pick<Entitlement, 'lines'>): boolean => change(entitlement, 1),
    remove: (entitlement: Pick<Entitlement, 'lines'>): boolean => change(entitlement, -1),
    accounts: (): AccountCode[] => [...sums.keys()],
    /** By account in code order; accounts that came to nothing are left out. */
    sums(): Record<string, number> {
      return Object.fromEntries([...sums].filter(([, sum]) => sum > 0).toSorted(([a], [b]) => (a < b ? -1 : 1)));
    },
    equal(stated: Readonly<Record<string, number>>): boolean {
      const own = this.sums();
      const theirs = Object.entries(stated).filter(([, sum]) => sum > 0);
      return theirs.length === Object.keys(own).length && theirs.every(([account, sum]) => own[account] === sum);
    },
  };
}
