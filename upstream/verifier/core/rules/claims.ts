import type { ActOrdinal, HandedLine } from '../../../../shared/wire/entry-types.ts';
import { isVoucherName } from '../../../../shared/wire/voucher-name.ts';
import type { DueLists } from '../due.ts';
import type { Read, Tell } from './rule.ts';

/** Where the acts on one entitlement or voucher stand. `uses`: hand-overs and captures that were not taken back. */
type Claim = { ordinal: number; complete: boolean; package: string; seq: number; uses: number };

type Moving = Read<'handover' | 'void'>;
type Serving = Read<'hold' | 'capture' | 'release'>;

/**
 * The acts on each entitlement and voucher: numbered without a gap, nothing collected once nothing was left (unless a newer package
 * made more due, which it cannot of a voucher), never more than the signed list makes due where the auditor has it. Vouchers are on
 * no such list.
 */
export function createClaims({ tell, due }: { tell: Tell; due: DueLists | undefined }) {
  const claims = new Map<string, Claim>();
  const given = new Map<string, number>();
  let checkedAgainstDue = 0;
  let unchecked = 0;

  function act([entitlement, ordinal, complete]: ActOrdinal, entry: Moving | Serving, uses: -1 | 0 | 1): void {
    const former = claims.get(entitlement);
    const next = former === undefined ? 0 : former.ordinal + 1;
    if (ordinal !== next) tell('claim-out-of-order', entry.seq, { entitlement, ordinal, next });
    const isOver = former?.complete === true && (former.package === entry.pkg || isVoucherName(entitlement));
    if (isOver && entry.t !== 'void' && entry.t !== 'release')
      tell('claimed-twice', entry.seq, { entitlement, first: former.seq });
    const now = { ordinal, complete: complete === 1, package: entry.pkg, seq: entry.seq };
    if (former === undefined) claims.set(entitlement, { ...now, uses });
    else Object.assign(former, now, { uses: former.uses + uses });
  }

  function move([entitlement, line, , quantity]: HandedLine, entry: Moving): void {
    if (isVoucherName(entitlement)) return;
    const key = `${entitlement} ${line}`;
    const total = (given.get(key) ?? 0) + (entry.t === 'void' ? -quantity : quantity);
    given.set(key, total);
    if (entry.t === 'void') return;
    const list = due?.of(entry.pkg);
    if (list === undefined) {
      unchecked += 1;
      return;
    }
    checkedAgainstDue += 1;
    const most = list.get(key);
    if (most === undefined) tell('not-on-due-list', entry.seq, { entitlement, line });
    else if (total > most) tell('more-than-due', entry.seq, { entitlement, line, total, due: most });
  }

  return {
    entry(entry: Moving): void {
      const acted = entry.acts.map(([entitlement]) => entitlement);
      const handed = new Set(entry.lines.map(([entitlement]) => entitlement));
      const named = new Set(entry.lines.map(([entitlement, line]) => `${entitlement} ${line}`));
      // A voucher that stands for an entitlement has an act beside it, and no lines. One hand-over redeems one voucher.
      const moved = acted.filter((one) => handed.has(one) || !isVoucherName(one));
      const same = moved.length === handed.size && moved.every((one) => handed.has(one));
      const vouchers = acted.filter(isVoucherName).length;
      if (!same || vouchers > 1 || new Set(acted).size !== acted.length || named.size !== entry.lines.length)
        tell('acts-and-lines-differ', entry.seq);
      const open = entry.acts.some(([, , complete]) => complete === 0);
      // What is left may be in an entitlement that this act does not touch; but nothing can be left of a whole collection.
      if (entry.t === 'handover' && !entry.part && open) tell('part-flag', entry.seq);
      for (const one of entry.acts) act(one, entry, entry.t === 'handover' ? 1 : -1);
      if (due === undefined) return;
      for (const line of entry.lines) move(line, entry);
    },
    /** One act on a voucher of services. Only a capture can leave nothing of it. */
    voucher(entry: Serving, uses: -1 | 0 | 1): void {
      const [first, ...others] = entry.acts;
      const isRight = first?.[0] === entry.vch && others.length === 0 && (entry.t === 'capture' || first[2] === 0);
      if (!isRight) tell('voucher-act-wrong', entry.seq, { voucher: entry.vch });
      for (const one of entry.acts) act(one, entry, uses);
    },
    /** Entitlements that stand as collected here, and vouchers that stand as used, with the entry that did it last. */
    collected: function* (): Generator<readonly [entitlement: string, seq: number]> {
      for (const [entitlement, { complete, seq, uses }] of claims)
        if (complete || (uses > 0 && isVoucherName(entitlement))) yield [entitlement, seq];
    },
    summary() {
      const vouchers = [...claims.keys()].filter(isVoucherName).length;
      return { entitlements: claims.size - vouchers, vouchers, checkedAgainstDue, unchecked };
    },
  };
}
export type Claims = ReturnType<typeof createClaims>;
