import { cashAccount, type AccountCode } from '../../../shared/domain/account.ts';
import type { Service } from '../../../shared/domain/trust-list.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { ServiceLine } from '../../../shared/wire/entry-types.ts';

/** `amountMinor`: for all of `quantity` together. */
export type WantedService = Readonly<{ code: string; quantity: number; amountMinor: number }>;
export type CaptureFault = 'unknown-service' | 'above-ceiling' | 'more-than-due';
export type CapturePlan = Readonly<{
  services: readonly ServiceLine[];
  totalMinor: number;
  /** 1 where nothing of the voucher can be used after it. */
  complete: 0 | 1;
}>;

/** Checks services against the provider's list, its ceilings and what the voucher still has. */
export function planCapture(
  wanted: readonly WantedService[],
  voucher: Readonly<{
    offered: readonly Service[];
    account: AccountCode;
    remainingMinor: number;
    partial: boolean;
  }>,
): Result<CapturePlan, CaptureFault> {
  const { offered, account, remainingMinor, partial } = voucher;
  const sums = new Map<string, { quantity: number; amountMinor: number }>();
  for (const { code, quantity, amountMinor } of wanted) {
    const sum = sums.get(code) ?? { quantity: 0, amountMinor: 0 };
    sums.set(code, { quantity: sum.quantity + quantity, amountMinor: sum.amountMinor + amountMinor });
  }
  for (const [code, { quantity, amountMinor }] of sums) {
    const service = offered.find((one) => one.code === code && cashAccount(one.currency) === account);
    if (service === undefined) return err('unknown-service');
    if (amountMinor > service.ceilingMinor * quantity) return err('above-ceiling');
  }
  const totalMinor = [...sums.values()].reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (totalMinor > remainingMinor) return err('more-than-due');
  return ok({
    services: [...sums].map(([code, { quantity, amountMinor }]) => [code, quantity, amountMinor]),
    totalMinor,
    complete: partial && totalMinor < remainingMinor ? 0 : 1,
  });
}
