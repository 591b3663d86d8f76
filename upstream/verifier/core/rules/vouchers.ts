import type { Amount } from '../../../../shared/wire/entry-types.ts';
import type { Claims } from './claims.ts';
import type { Holders } from './holders.ts';
import type { People } from './people.ts';
import { countUp, sortedTally, type Read, type Tally, type Tell } from './rule.ts';

/** A hold or capture, and the entry that ended it. */
type Act = {
  readonly t: 'hold' | 'capture';
  readonly seq: number;
  readonly voucher: string;
  readonly operator: string;
  readonly amount: Amount;
  endedBy: number | undefined;
};
export type VoucherAct = Readonly<Act>;

type Rules = Readonly<{ tell: Tell; people: People; claims: Claims; holders: Holders }>;

/** Vouchers of services: held, captured and released, each only where it can be. */
export function createVouchers({ tell, people, claims, holders }: Rules) {
  const acts = new Map<number, Act>();
  /** The hold that stands of a voucher. */
  const held = new Map<string, Act>();
  const captured: Tally = new Map();
  const counts = { holds: 0, captures: 0, takenBack: 0 };
  const wholes = createWholes(tell);

  function take(entry: Read<'hold' | 'capture'>): Act {
    const { t, seq, vch: voucher, op: operator, amount, hid, apv } = entry;
    claims.voucher(entry, t === 'capture' ? 1 : 0);
    holders.entry(entry, voucher, entry.holder);
    if (apv !== undefined) people.approval(entry, apv, { act: t, subject: `${hid} ${amount[0]}=${amount[1]}` });
    wholes.entry(entry);
    const act: Act = { t, seq, voucher, operator, amount, endedBy: undefined };
    acts.set(seq, act);
    return act;
  }

  /** Nothing else is done with a voucher while it is held. */
  function tellHeld(voucher: string, seq: number): void {
    const hold = held.get(voucher);
    if (hold !== undefined) tell('used-while-held', seq, { voucher, hold: hold.seq });
  }

  function endHold({ seq, vch, of, amount }: Read<'capture'>): void {
    const hold = held.get(vch);
    if (of === undefined) return tellHeld(vch, seq);
    if (hold?.seq !== of) return tell('capture-of-nothing', seq, { of, voucher: vch });
    const [account, most] = hold.amount;
    if (amount[0] !== account || amount[1] > most) tell('capture-differs', seq, { of });
    hold.endedBy = seq;
    held.delete(vch);
  }

  /** The hold or capture that a release ends, where it stood until now. */
  function endedBy({ seq, of, vch: voucher }: Read<'release'>): Act | undefined {
    const act = acts.get(of);
    if (act?.voucher !== voucher) tell('release-of-nothing', seq, { of, voucher });
    else if (act.endedBy !== undefined) tell('release-twice', seq, { of, first: act.endedBy });
    else return act;
    return undefined;
  }

  return {
    /** `voucher`: the one that was redeemed, which its holder brought. */
    handOver(entry: Read<'handover'>, voucher: string | undefined): void {
      if (voucher !== undefined) {
        holders.entry(entry, voucher, entry.holder);
        tellHeld(voucher, entry.seq);
      } else if (entry.holder !== undefined || entry.collector === 'holder') tell('acts-and-lines-differ', entry.seq);
    },
    hold(entry: Read<'hold'>): void {
      tellHeld(entry.vch, entry.seq);
      held.set(entry.vch, take(entry));
      counts.holds += 1;
    },
    capture(entry: Read<'capture'>): void {
      const { services, seq, amount } = entry;
      take(entry);
      if (services.reduce((sum, [, , amountMinor]) => sum + amountMinor, 0) !== amount[1]) tell('capture-sum', seq);
      endHold(entry);
      countUp(captured, ...amount);
      counts.captures += 1;
    },
    /** Answers what it ended. */
    release(entry: Read<'release'>): VoucherAct | undefined {
      const { seq, of, vch, apv, reason } = entry;
      const act = endedBy(entry);
      claims.voucher(entry, act?.t === 'capture' ? -1 : 0);
      const approved = { act: 'release', subject: String(of) } as const;
      if (apv !== undefined)
        people.approval(entry, { ...apv, reason }, approved, act === undefined ? [] : [act.operator]);
      else if (act?.t === 'capture') tell('release-unapproved', seq, { of });
      if (act === undefined) return undefined;
      act.endedBy = seq;
      if (act.t === 'hold') held.delete(vch);
      else {
        wholes.giveBack(vch, act.amount[1]);
        countUp(captured, act.amount[0], -act.amount[1]);
        counts.takenBack += 1;
      }
      return act;
    },
    /** What is set aside at this moment. */
    open: (): Amount[] => [...held.values()].map(({ amount }) => amount),
    find: (seq: number): VoucherAct | undefined => acts.get(seq),
    summary() {
      const setAside: Tally = new Map();
      for (const { amount } of held.values()) countUp(setAside, ...amount);
      return { ...counts, openHolds: held.size, held: sortedTally(setAside), captured: sortedTally(captured) };
    },
  };
}
export type Vouchers = ReturnType<typeof createVouchers>;

/** Holds each act against all that the voucher was good for, which the first hold of it told: what was left, and used before. */
function createWholes(tell: Tell) {
  const wholes = new Map<string, Readonly<{ account: string; whole: number; first: number }>>();
  const used = new Map<string, number>();
  return {
    entry({ t, seq, vch: voucher, amount: [account, quantity] }: Read<'hold' | 'capture'>): void {
      const total = (used.get(voucher) ?? 0) + quantity;
      if (t === 'capture') used.set(voucher, total);
      const known = wholes.get(voucher);
      if (known === undefined) {
        if (t === 'hold') wholes.set(voucher, { account, whole: total, first: seq });
        return;
      }
      const { whole, first } = known;
      if (known.account !== account || (t === 'hold' ? whole !== total : whole < total))
        tell('voucher-amount-differs', seq, { voucher, account, first, whole, total });
    },
    giveBack: (voucher: string, quantity: number): void => countUp(used, voucher, -quantity),
  };
}
