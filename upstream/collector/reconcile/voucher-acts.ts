import { isVoucherName } from '../../../shared/wire/voucher-name.ts';
import { placeOf, type HandoverFacts, type ServiceFacts } from './entry-facts.ts';

/** One act on one voucher as a log tells it. Quantities are units, or minor units of a currency. */
export type VoucherAct = Readonly<{
  seq: number;
  voucher: string;
  kind: 'handover' | 'hold' | 'capture';
  household: string;
  desk: string;
  day: string;
  operator: string;
  atMs: number;
  /** -1 where the entry names none. */
  ordinal: number;
  /** What moved, once an account: of a hand-over its lines, none where the voucher stands for an entitlement; else the amount. */
  amounts: readonly (readonly [account: string, quantity: number])[];
}>;

/** What an entry does with vouchers. A hand-over can name several only where a station went wrong. */
export function voucherActsOf(facts: HandoverFacts | ServiceFacts): VoucherAct[] {
  const { seq, log, day, op, ben, at, acts } = facts;
  const common = { seq, household: ben, desk: placeOf(log).desk, day, operator: op, atMs: Date.parse(at) };
  const ordinals = new Map(acts.map(([name, ordinal]) => [name, ordinal]));
  const act = (voucher: string, kind: VoucherAct['kind'], amounts: VoucherAct['amounts']): VoucherAct => ({
    ...common,
    voucher,
    kind,
    ordinal: ordinals.get(voucher) ?? -1,
    amounts,
  });
  if (facts.t !== 'handover') return [act(facts.vch, facts.t, [facts.amount])];
  const named = new Set([...ordinals.keys(), ...facts.lines.map(([name]) => name)]);
  return [...named].filter(isVoucherName).map((voucher) => {
    const sums = new Map<string, number>();
    for (const [name, , account, quantity] of facts.lines)
      if (name === voucher) sums.set(account, (sums.get(account) ?? 0) + quantity);
    return act(voucher, 'handover', [...sums]);
  });
}
