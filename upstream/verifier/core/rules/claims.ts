import type { ActOrdinal, HandedLine } from '../../../../shared/wire/entry-types.ts';
import type { DueLists } from '../due.ts';
import type { Read, Tell } from './rule.ts';

/** Where the acts on one entitlement stand. */
type Claim = { ordinal: number; complete: boolean; package: string; seq: number };

/**
 * The acts on each entitlement: numbered without a gap, nothing collected once nothing was left (unless a newer package made
 * more due), never more than the signed list makes due where the auditor has it.
 */
export function createClaims({ tell, due }: { tell: Tell; due: DueLists | undefined }) {
  const claims = new Map<string, Claim>();
  const given = new Map<string, number>();
  let checkedAgainstDue = 0;
  let unchecked = 0;

  function act([entitlement, ordinal, complete]: ActOrdinal, entry: Read<'handover' | 'void'>): void {
    const former = claims.get(entitlement);
    const next = former === undefined ? 0 : former.ordinal + 1;
    if (ordinal !== next) tell('claim-out-of-order', entry.seq, { entitlement, ordinal, next });
    if (entry.t === 'handover' && former?.complete === true && former.package === entry.pkg)
      tell('claimed-twice', entry.seq, { entitlement, first: former.seq });
    const now = { ordinal, complete: complete === 1, package: entry.pkg, seq: entry.seq };
    if (former === undefined) claims.set(entitlement, now);
    else Object.assign(former, now);
  }

  function move([entitlement, line, , quantity]: HandedLine, entry: Read<'handover' | 'void'>): void {
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
    entry(entry: Read<'handover' | 'void'>): void {
      const acted = entry.acts.map(([entitlement]) => entitlement);
      const handed = new Set(entry.lines.map(([entitlement]) => entitlement));
      const named = new Set(entry.lines.map(([entitlement, line]) => `${entitlement} ${line}`));
      const same = acted.length === handed.size && acted.every((one) => handed.has(one));
      if (!same || new Set(acted).size !== acted.length || named.size !== entry.lines.length)
        tell('acts-and-lines-differ', entry.seq);
      const open = entry.acts.some(([, , complete]) => complete === 0);
      // What is left may be in an entitlement that this act does not touch; but nothing can be left of a whole collection.
      if (entry.t === 'handover' && !entry.part && open) tell('part-flag', entry.seq);
      for (const one of entry.acts) act(one, entry);
      if (due === undefined) return;
      for (const line of entry.lines) move(line, entry);
    },
    /** Entitlements of which something stands as collected here, with the entry that did it last. */
    collected: function* (): Generator<readonly [entitlement: string, seq: number]> {
      for (const [entitlement, { complete, seq }] of claims) if (complete) yield [entitlement, seq];
    },
    summary: () => ({ entitlements: claims.size, checkedAgainstDue, unchecked }),
  };
}
export type Claims = ReturnType<typeof createClaims>;
