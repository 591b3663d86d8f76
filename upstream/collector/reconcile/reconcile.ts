import type { NotServedReason } from '../../../shared/domain/verdict.ts';
import type { DueLine } from '../../../shared/wire/due.ts';
import { compare, inOrder } from '../../../shared/domain/reconcile/claims.ts';
import type { DeskDay } from './desk-days.ts';
import { reconcileEntitlement } from '../../../shared/domain/reconcile/entitlement.ts';
import { foldEntries, type Changes, type HourTally, type StoredEntry, type Stray } from './fold-entries.ts';
import type { Claim, Due, EntitlementState, Rightful } from '../../../shared/domain/reconcile/model.ts';
import type { StockPoint } from './stock-series.ts';
import type { VoucherAct } from './voucher-acts.ts';

/** All that is known of one site and cycle. */
export type SiteHistory = Readonly<{
  cycle: string;
  lists: readonly Readonly<{ number: number; lines: readonly DueLine[] }>[];
  /** Each log of the site from its first entry on. */
  logs: readonly Readonly<{ log: string; entries: readonly StoredEntry[] }>[];
  rightful: ReadonlyMap<string, Rightful>;
}>;

type OfLog<T> = T & Readonly<{ log: string }>;
export type Reconciliation = Readonly<{
  /** In the order of their names. */
  entitlements: readonly EntitlementState[];
  strays: readonly OfLog<Stray>[];
  days: readonly OfLog<DeskDay>[];
  hours: readonly OfLog<HourTally>[];
  /** Acts on vouchers, which are apart from entitlements; `endedBy` is the entry that took it back, captured or released it. */
  vouchers: readonly (OfLog<VoucherAct> & Readonly<{ endedBy: number | null }>)[];
  stock: readonly StockPoint[];
}>;

/** Folds lists and logs into where every entitlement of the site and cycle stands. */
export function reconcileSite(history: SiteHistory): Reconciliation {
  const dues = duesOf(history.lists);
  const folded = history.logs.map(({ log, entries }) => ({
    log,
    changes: foldEntries(log, { days: new Map(), handovers: new Map(), services: new Map() }, entries),
  }));
  const ofCycle = <T extends { cycle: string }>(pick: (changes: Changes) => Iterable<T>): OfLog<T>[] =>
    folded.flatMap(({ log, changes }) =>
      [...pick(changes)].filter(({ cycle }) => cycle === history.cycle).map((one) => ({ ...one, log })),
    );
  const presence = presenceOf(ofCycle(({ comings }) => comings));
  const claims = claimsByName(folded, history.cycle);
  const entitlements = [...new Set([...dues.keys(), ...claims.keys()])].toSorted(compare).flatMap((entitlement) => {
    const due = dues.get(entitlement);
    const own = claims.get(entitlement) ?? [];
    const household = due?.household ?? inOrder(own)[0]?.household ?? '';
    const state = reconcileEntitlement({
      entitlement,
      due,
      claims: own,
      presence: presence.get(household) ?? { came: false, reasons: [] },
      rightful: history.rightful.get(entitlement) ?? null,
      // One site alone knows nothing of others.
      elsewhere: [],
    });
    return state === undefined ? [] : [state];
  });
  return {
    entitlements,
    strays: folded.flatMap(({ log, changes }) => changes.strays.map((one) => ({ ...one, log }))),
    days: ofCycle(({ days }) => days.values()),
    hours: ofCycle(({ hours }) => hours.values()),
    vouchers: folded.flatMap(({ log, changes }) => {
      const endedBy = new Map(changes.ended.map(({ of, seq }) => [of, seq]));
      return changes.vouchers
        .filter(({ cycle }) => cycle === history.cycle)
        .map(({ cycle: _, ...act }) => ({ ...act, log, endedBy: endedBy.get(act.seq) ?? null }));
    }),
    stock: ofCycle(({ stock }) => stock.values()),
  };
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

function presenceOf(comings: Changes['comings']): Map<string, { came: boolean; reasons: NotServedReason[] }> {
  const presence = new Map<string, { came: boolean; reasons: NotServedReason[] }>();
  for (const { household, reason } of comings) {
    const known = presence.get(household) ?? { came: true, reasons: [] };
    if (reason !== null) known.reasons.push(reason);
    presence.set(household, known);
  }
  return presence;
}

function claimsByName(folded: readonly OfLog<{ changes: Changes }>[], cycle: string): Map<string, Claim[]> {
  const claims = new Map<string, Claim[]>();
  for (const { changes } of folded) {
    const reversedBy = new Map(changes.reversals.map(({ of, seq }) => [of, seq]));
    for (const one of changes.claims) {
      if (one.cycle !== cycle) continue;
      const claim = { ...one.claim, reversedBy: reversedBy.get(one.claim.seq) ?? null };
      const known = claims.get(one.entitlement);
      if (known === undefined) claims.set(one.entitlement, [claim]);
      else known.push(claim);
    }
  }
  return claims;
}
