import type { NotServedReason } from '../../../shared/domain/verdict.ts';
import { applyToDay, hourOf, onHandOf, type DeskDay } from './desk-days.ts';
import { entryFacts, type EntryFacts } from './entry-facts.ts';
import { claimsOf } from './handover-claims.ts';
import type { Claim } from '../../../shared/domain/reconcile/model.ts';
import type { StockPoint } from './stock-series.ts';

/** An entry that no figure holds, and why. */
export type Stray = Readonly<{ seq: number; kind: 'quarantined' | 'unreadable' | 'reversal-of-nothing' }>;

/** An entry as the collector keeps it: its JSON, or anything else where it is none. */
export type StoredEntry = Readonly<{ seq: number; entry: unknown; isQuarantined: boolean }>;

/** What earlier entries of the log came to, as far as the next ones touch it. */
export type Known = Readonly<{
  days: ReadonlyMap<string, DeskDay>;
  handovers: ReadonlyMap<number, KnownHandover>;
}>;
export type KnownHandover = Readonly<{
  amounts: readonly (readonly [account: string, quantity: number])[];
  isReversed: boolean;
}>;

/** Acts within one hour (UTC ms of its beginning) at one desk. */
export type HourTally = Readonly<{ hourMs: number; handovers: number; reversals: number; notServed: number }>;

/** What some entries of one log add to what was known. */
export type Changes = Readonly<{
  claims: readonly Readonly<{ cycle: string; entitlement: string; claim: Claim }>[];
  reversals: readonly Readonly<{ of: number; seq: number }>[];
  comings: readonly Readonly<{ cycle: string; household: string; reason: NotServedReason | null }>[];
  strays: readonly Stray[];
  /** Days touched, as they are now. */
  days: ReadonlyMap<string, DeskDay>;
  hours: ReadonlyMap<string, HourTally & Readonly<{ cycle: string }>>;
  stock: ReadonlyMap<string, StockPoint & Readonly<{ cycle: string }>>;
}>;

/** Applies entries of one log, in their order, to what is known of it. */
export function foldEntries(log: string, known: Known, entries: readonly StoredEntry[]): Changes {
  const changes = createChanges(log, known);
  for (const { seq, entry, isQuarantined } of entries) {
    if (isQuarantined) {
      changes.strays.push({ seq, kind: 'quarantined' });
      continue;
    }
    const facts = entryFacts(entry);
    if (facts === 'unreadable') changes.strays.push({ seq, kind: 'unreadable' });
    else if (facts !== undefined) apply(changes, facts);
  }
  return changes;
}

function createChanges(log: string, known: Known) {
  return {
    log,
    known,
    handovers: new Map(known.handovers),
    claims: [] as Changes['claims'][number][],
    reversals: [] as Changes['reversals'][number][],
    comings: [] as Changes['comings'][number][],
    strays: [] as Stray[],
    days: new Map<string, DeskDay>(),
    hours: new Map<string, HourTally & { cycle: string }>(),
    stock: new Map<string, StockPoint & { cycle: string }>(),
  };
}
type Draft = ReturnType<typeof createChanges>;

function apply(draft: Draft, facts: EntryFacts): void {
  const { seq, cyc: cycle } = facts;
  let back: KnownHandover['amounts'] = [];
  if (facts.t === 'void') {
    const handover = draft.handovers.get(facts.of);
    if (handover === undefined || handover.isReversed) {
      draft.strays.push({ seq, kind: 'reversal-of-nothing' });
      return;
    }
    draft.handovers.set(facts.of, { ...handover, isReversed: true });
    draft.reversals.push({ of: facts.of, seq });
    back = handover.amounts;
  }
  if (facts.t === 'handover') {
    const amounts = facts.lines.map(([, , account, quantity]) => [account, quantity] as const);
    draft.handovers.set(seq, { amounts, isReversed: false });
    for (const [entitlement, claim] of claimsOf(facts)) draft.claims.push({ cycle, entitlement, claim });
    draft.comings.push({ cycle, household: facts.ben, reason: null });
  }
  if (facts.t === 'not_served' && facts.ben !== undefined)
    draft.comings.push({ cycle, household: facts.ben, reason: facts.reason });
  move(draft, facts, back);
}

function move(draft: Draft, facts: EntryFacts, back: KnownHandover['amounts']): void {
  const before = draft.days.get(facts.day) ?? draft.known.days.get(facts.day);
  const day = applyToDay(before, facts, back);
  draft.days.set(facts.day, day);
  const hourMs = hourOf(Date.parse(facts.at));
  const { cyc: cycle } = facts;
  for (const account of day.accounts.values())
    if (before?.accounts.get(account.account) !== account)
      draft.stock.set(JSON.stringify([hourMs, account.account]), {
        log: draft.log,
        cycle,
        account: account.account,
        hourMs,
        onHand: onHandOf(account),
      });
  const key = JSON.stringify([hourMs, cycle]);
  const hour = draft.hours.get(key) ?? { cycle, hourMs, handovers: 0, reversals: 0, notServed: 0 };
  draft.hours.set(key, {
    ...hour,
    handovers: hour.handovers + Number(facts.t === 'handover'),
    reversals: hour.reversals + Number(facts.t === 'void'),
    notServed: hour.notServed + Number(facts.t === 'not_served'),
  });
}
