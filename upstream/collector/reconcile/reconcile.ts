import type { DueLine } from '../../../shared/wire/due.ts';
import type { NotServedReason } from '../../../shared/domain/verdict.ts';
import { compare } from './claims.ts';
import { applyToDay, hourOf, onHandOf, type DeskDay } from './desk-days.ts';
import { reconcileEntitlement } from './entitlement.ts';
import { entryFacts, type EntryFacts } from './entry-facts.ts';
import { claimsOf } from './handover-claims.ts';
import type { Claim, Due, EntitlementState, Rightful } from './model.ts';
import type { StockPoint } from './stock-series.ts';

/** All that is known of one site and cycle. */
export type SiteHistory = Readonly<{
  site: string;
  cycle: string;
  lists: readonly Readonly<{ number: number; lines: readonly DueLine[] }>[];
  /** Each log's entries in their order; `isQuarantined` ones count for nothing. */
  logs: readonly Readonly<{ log: string; entries: readonly Readonly<{ entry: unknown; isQuarantined: boolean }>[] }>[];
  rightful: ReadonlyMap<string, Rightful>;
}>;

/** Entries that nobody's figures hold, and why. */
export type Stray = Readonly<{ log: string; seq: number; kind: 'quarantined' | 'unreadable' | 'reversal-of-nothing' }>;

export type Reconciliation = Readonly<{
  entitlements: readonly EntitlementState[];
  strays: readonly Stray[];
  days: readonly (DeskDay & Readonly<{ log: string }>)[];
  stock: readonly StockPoint[];
}>;

/** Folds lists and logs into where every entitlement of the site and cycle stands. */
export function reconcileSite(history: SiteHistory): Reconciliation {
  const dues = duesOf(history.lists);
  const folded = foldLogs(history);
  const presence = new Map<string, { came: boolean; reasons: NotServedReason[] }>();
  for (const { household, reason } of folded.comings) {
    const known = presence.get(household) ?? { came: true, reasons: [] };
    if (reason !== undefined) known.reasons.push(reason);
    presence.set(household, known);
  }
  const names = new Set([...dues.keys(), ...folded.claims.keys()]);
  const entitlements = [...names].toSorted(compare).flatMap((entitlement) => {
    const due = dues.get(entitlement);
    const claims = folded.claims.get(entitlement) ?? [];
    const household = due?.household ?? claims[0]?.household ?? '';
    const state = reconcileEntitlement({
      entitlement,
      due,
      claims,
      presence: presence.get(household) ?? { came: false, reasons: [] },
      rightful: history.rightful.get(entitlement) ?? null,
    });
    return state === undefined ? [] : [state];
  });
  return { entitlements, strays: folded.strays, days: folded.days, stock: folded.stock };
}

/** What the newest list makes due; what only earlier ones made due is withdrawn. */
function duesOf(lists: SiteHistory['lists']): Map<string, Due> {
  const dues = new Map<string, Due>();
  const newest = Math.max(...lists.map(({ number }) => number));
  for (const { number, lines } of lists.toSorted((a, b) => a.number - b.number))
    for (const [entitlement, household, homeDesk, own] of lines)
      dues.set(entitlement, { household, homeDesk, lines: own, withdrawn: number < newest });
  return dues;
}

type Coming = Readonly<{ household: string; reason?: NotServedReason }>;

function foldLogs(history: SiteHistory) {
  const claims = new Map<string, Claim[]>();
  const comings: Coming[] = [];
  const strays: Stray[] = [];
  const days: (DeskDay & { log: string })[] = [];
  const stock: StockPoint[] = [];
  for (const { log, entries } of history.logs) {
    const own = createLog(log);
    entries.forEach(({ entry, isQuarantined }, index) => {
      const facts = isQuarantined ? undefined : entryFacts(entry);
      if (isQuarantined) strays.push({ log, seq: index, kind: 'quarantined' });
      else if (facts === 'unreadable') strays.push({ log, seq: index, kind: 'unreadable' });
      else if (facts !== undefined && !own.apply(facts)) strays.push({ log, seq: index, kind: 'reversal-of-nothing' });
    });
    for (const [entitlement, claim] of own.claims(history.cycle))
      claims.set(entitlement, [...(claims.get(entitlement) ?? []), claim]);
    comings.push(...own.comings(history.cycle));
    days.push(...own.days(history.cycle));
    stock.push(...own.stock());
  }
  return { claims, comings, strays, days, stock };
}

/** One log's facts while it is read in order. */
function createLog(log: string) {
  const handovers = new Map<number, { facts: EntryFacts & { t: 'handover' }; reversedBy: number | null }>();
  const sentAway: (EntryFacts & { t: 'not_served' })[] = [];
  const days = new Map<string, DeskDay>();
  const onHand = new Map<string, StockPoint>();
  return {
    /** False for a reversal of no hand-over that stands. */
    apply(facts: EntryFacts): boolean {
      let back: readonly (readonly [string, number])[] = [];
      if (facts.t === 'handover') handovers.set(facts.seq, { facts, reversedBy: null });
      if (facts.t === 'not_served') sentAway.push(facts);
      if (facts.t === 'void') {
        const handover = handovers.get(facts.of);
        if (handover === undefined || handover.reversedBy !== null) return false;
        handover.reversedBy = facts.seq;
        back = handover.facts.lines.map(([, , account, quantity]) => [account, quantity]);
      }
      const day = applyToDay(days.get(facts.day), facts, back);
      days.set(facts.day, day);
      const hourMs = hourOf(Date.parse(facts.at));
      for (const account of day.accounts.values())
        onHand.set(JSON.stringify([hourMs, account.account]), {
          log,
          account: account.account,
          hourMs,
          onHand: onHandOf(account),
        });
      return true;
    },
    claims: (cycle: string): [string, Claim][] =>
      [...handovers.values()]
        .filter(({ facts }) => facts.cyc === cycle)
        .flatMap(({ facts, reversedBy }) =>
          [...claimsOf(facts)].map(([name, claim]): [string, Claim] => [name, { ...claim, reversedBy }]),
        ),
    comings: (cycle: string): Coming[] => [
      ...[...handovers.values()]
        .filter(({ facts }) => facts.cyc === cycle)
        .map(({ facts }) => ({ household: facts.ben })),
      ...sentAway.flatMap(({ ben, cyc, reason }) =>
        ben === undefined || cyc !== cycle ? [] : [{ household: ben, reason }],
      ),
    ],
    days: (cycle: string) =>
      [...days.values()].filter((day) => day.cycle === cycle).map((day) => Object.assign(day, { log })),
    stock: (): StockPoint[] => [...onHand.values()],
  };
}
