import { createTotals, type Totals } from '../../../shared/domain/reconcile/totals.ts';
import type { Status } from '../../../shared/domain/reconcile/model.ts';
import type {
  AccountStanding,
  ReconciledEntitlement,
  Reconciliation,
  VoucherStanding,
} from '../../../shared/ipc/reconciliation-contract.ts';
import type { Standing, TurnedAway } from './books.ts';
import type { Step } from './walk.ts';

/** Adds up the steps of a walk; keeps the sums and, for each status, which entitlements are in it. */
export function createReading(vouchers: readonly VoucherStanding[]) {
  const totals = createTotals();
  const listed: Record<Status, string[]> = {
    served: [],
    part: [],
    'not-served': [],
    'not-presented': [],
    reversed: [],
    conflict: [],
    unexplained: [],
  };
  const turnedAway = new Map<string, TurnedAway & { count: number }>();
  return {
    listed: listed as Readonly<Record<Status, readonly string[]>>,
    add(step: Step): void {
      for (const { id, state } of step.standings) {
        totals.add(state);
        listed[state.status].push(id ?? state.entitlement);
      }
      for (const one of step.turnedAway) {
        const key = `${one.day} ${one.reason}`;
        const known = turnedAway.get(key) ?? { ...one, count: 0 };
        known.count += 1;
        turnedAway.set(key, known);
      }
    },
    sums(): Omit<Reconciliation, 'entries' | 'atMs'> {
      const { statuses, accounts, byStatus, byDay } = totals.read();
      return {
        statuses,
        accounts: accounts.map(({ account }) => accountStanding(account, byStatus)),
        ...(vouchers.length === 0 ? {} : { vouchers: [...vouchers] }),
        days: byDay.map(({ name, ...moved }) => ({ day: name, ...moved })),
        turnedAway: [...turnedAway.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one),
      };
    },
  };
}
export type Reading = ReturnType<typeof createReading>;

function accountStanding(account: string, byStatus: Totals['byStatus']): AccountStanding {
  const own = byStatus.filter((row) => row.account === account);
  const sum = (figure: 'due' | 'served' | 'remaining' | 'twice' | 'unexplained', status?: Status): number =>
    own.reduce((total, row) => total + (status === undefined || row.status === status ? row[figure] : 0), 0);
  return {
    account,
    due: sum('due'),
    whole: sum('served', 'served'),
    part: sum('served', 'part'),
    left: sum('remaining', 'part'),
    notServed: sum('remaining', 'not-served'),
    notPresented: sum('remaining', 'not-presented'),
    reversed: sum('remaining', 'reversed'),
    conflict: sum('due', 'conflict'),
    twice: sum('twice'),
    unexplained: sum('unexplained'),
  };
}

/** One entitlement as the screen lists it. */
export function listedEntitlement({ id, household, state }: Standing): ReconciledEntitlement {
  return {
    entitlement: id ?? state.entitlement,
    household,
    lines: state.lines.map(({ account, due, served, remaining, reversed, twice, unexplained }) => ({
      account,
      due,
      served,
      remaining,
      reversed,
      twice,
      unexplained,
    })),
    days: daysOf(state),
    reasons: [...state.reasons],
  };
}

export function daysOf({ claims }: Standing['state']): string[] {
  return [...new Set(claims.map(({ day }) => day))].toSorted();
}
