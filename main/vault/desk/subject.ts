import type { Household } from '../../../shared/domain/roll.ts';
import { servingStates, type ServingState } from '../entitlements/serving-state.ts';
import { database, type ServingCycle } from '../session/serving.ts';
import type { Voucher } from '../vouchers/voucher.ts';
import { voucherState } from '../vouchers/voucher-state.ts';

/** What a verdict is about: a household with all that is due to it, one entitlement of it, or a voucher by itself. */
export type Subject = Readonly<{
  household: Household | null;
  /** Only this one; null: all of the household's, or the voucher's own lines. */
  entitlement: string | null;
  voucher: Voucher | null;
}>;

/** What is due and what was given, as of now. */
export function statesOf(serving: ServingCycle, { household, entitlement, voucher }: Subject): ServingState[] {
  const db = database(serving);
  if (voucher !== null && entitlement === null) return [voucherState(db, voucher)];
  if (household === null) return [];
  const { roll, pseudonyms } = serving.cycle;
  const all = roll.entitlementsOf(household.id);
  const due = entitlement === null ? all : all.filter(({ id }) => id === entitlement);
  return servingStates(db, due, roll.manifest(), pseudonyms);
}
