import type { NotServedReason } from '../../../shared/domain/verdict.ts';
import { applyToDay, hourOf, onHandOf, type Back, type DeskDay } from './desk-days.ts';
import { entryFacts, type EntryFacts } from './entry-facts.ts';
import { claimsOf } from './handover-claims.ts';
import type { Claim } from '../../../shared/domain/reconcile/model.ts';
import type { StockPoint } from './stock-series.ts';
import { voucherActsOf, type VoucherAct } from './voucher-acts.ts';

/** An entry that no figure holds, and why. */
export type Stray = Readonly<{ seq: number; kind: 'quarantined' | 'unreadable' | 'reversal-of-nothing' }>;

/** An entry as the collector keeps it: its JSON, or anything else where it is none. */
export type StoredEntry = Readonly<{ seq: number; entry: unknown; isQuarantined: boolean }>;

/** What earlier entries of the log came to, as far as the next ones touch it. */
export type Known = Readonly<{
  days: ReadonlyMap<string, DeskDay>;
  handovers: ReadonlyMap<number, KnownHandover>;
  services: ReadonlyMap<number, KnownService>;
}>;
export type KnownHandover = Readonly<{
  amounts: readonly (readonly [account: string, quantity: number])[];
  isReversed: boolean;
}>;

/** A hold or capture. */
export type KnownService = Readonly<{
  kind: 'hold' | 'capture';
  voucher: string;
  amount: readonly [account: string, quantity: number];
  isEnded: boolean;
}>;

/** Acts within one hour (UTC ms of its beginning) at one desk. */
export type HourTally = Readonly<{ hourMs: number; handovers: number; reversals: number; notServed: number }>;

/** What some entries of one log add to what was known. */
export type Changes = Readonly<{
  claims: readonly Readonly<{ cycle: string; entitlement: string; claim: Claim }>[];
  vouchers: readonly (VoucherAct & Readonly<{ cycle: string }>)[];
  /** Hand-overs taken back. */
  reversals: readonly Readonly<{ of: number; seq: number }>[];
  /** Acts on vouchers that were taken back, and holds that were captured or released. */
  ended: readonly Readonly<{ of: number; seq: number }>[];
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
    services: new Map(known.services),
    claims: [] as Changes['claims'][number][],
    vouchers: [] as Changes['vouchers'][number][],
    ended: [] as Changes['ended'][number][],
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
  const back = facts.t === 'void' ? reverse(draft, facts) : facts.t === 'release' ? release(draft, facts) : NOTHING;
  if (back === undefined) {
    draft.strays.push({ seq, kind: 'reversal-of-nothing' });
    return;
  }
  if (facts.t === 'handover') {
    const amounts = facts.lines.map(([, , account, quantity]) => [account, quantity] as const);
    draft.handovers.set(seq, { amounts, isReversed: false });
    for (const [entitlement, claim] of claimsOf(facts)) draft.claims.push({ cycle, entitlement, claim });
    draft.comings.push({ cycle, household: facts.ben, reason: null });
  }
  if (facts.t === 'capture') endHold(draft, facts);
  if (facts.t === 'hold' || facts.t === 'capture') {
    const { t: kind, vch: voucher, amount } = facts;
    draft.services.set(seq, { kind, voucher, amount, isEnded: false });
  }
  if (facts.t === 'handover' || facts.t === 'hold' || facts.t === 'capture')
    for (const act of voucherActsOf(facts)) draft.vouchers.push({ ...act, cycle });
  if (facts.t === 'not_served' && facts.ben !== undefined)
    draft.comings.push({ cycle, household: facts.ben, reason: facts.reason });
  move(draft, facts, back);
}

const NOTHING: Back = { lines: [] };
type FactsOf<T extends EntryFacts['t']> = Extract<EntryFacts, { t: T }>;

/** Undefined where nothing stands that it could take back. */
function reverse(draft: Draft, { of, seq }: FactsOf<'void'>): Back | undefined {
  const handover = draft.handovers.get(of);
  if (handover === undefined || handover.isReversed) return undefined;
  draft.handovers.set(of, { ...handover, isReversed: true });
  draft.reversals.push({ of, seq });
  draft.ended.push({ of, seq });
  return { lines: handover.amounts };
}

function release(draft: Draft, { of, seq, vch }: FactsOf<'release'>): Back | undefined {
  const service = draft.services.get(of);
  if (service === undefined || service.isEnded || service.voucher !== vch) return undefined;
  draft.services.set(of, { ...service, isEnded: true });
  draft.ended.push({ of, seq });
  return service.kind === 'capture' ? { lines: [], capture: service.amount } : NOTHING;
}

/** A capture counts whatever it says of a hold; only one that stands is ended by it. */
function endHold(draft: Draft, { of, seq, vch }: FactsOf<'capture'>): void {
  const hold = of === undefined ? undefined : draft.services.get(of);
  if (of === undefined || hold?.kind !== 'hold' || hold.isEnded || hold.voucher !== vch) return;
  draft.services.set(of, { ...hold, isEnded: true });
  draft.ended.push({ of, seq });
}

function move(draft: Draft, facts: EntryFacts, back: Back): void {
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
