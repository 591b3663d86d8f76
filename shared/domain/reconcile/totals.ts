import { compare } from './claims.ts';
import type { EntitlementState, Figures, Status } from './model.ts';

type Moved = Pick<Figures, 'handed' | 'reversed' | 'served' | 'twice' | 'unexplained'>;
export type AccountTotal = Figures & Readonly<{ account: string }>;
/** The figures of the entitlements in one status. */
export type StatusTotal = AccountTotal & Readonly<{ status: Status }>;
export type DeskTotal = Readonly<{ homeDesk: string; account: string; due: number; served: number; remaining: number }>;
/** What hand-overs moved, by one of their sides. */
export type MovedTotal = Moved & Readonly<{ name: string; account: string }>;

export type Totals = Readonly<{
  /** Number of entitlements in each status. */
  statuses: Readonly<Record<Status, number>>;
  accounts: readonly AccountTotal[];
  byStatus: readonly StatusTotal[];
  /** By the desk that should serve it; '' for any. */
  dueByDesk: readonly DeskTotal[];
  byDesk: readonly MovedTotal[];
  byDay: readonly MovedTotal[];
  byOperator: readonly MovedTotal[];
}>;

const FIGURES = ['due', 'remaining', 'handed', 'reversed', 'served', 'twice', 'unexplained'] as const;
const MOVED = ['handed', 'reversed', 'served', 'twice', 'unexplained'] as const;

/**
 * Adds up entitlements one by one and keeps only the sums. Every sum over statuses, desks, days or operators is the site's.
 * `add` throws a RangeError beyond the safe integers.
 */
export function createTotals() {
  const statuses: Record<Status, number> = {
    served: 0,
    part: 0,
    'not-served': 0,
    'not-presented': 0,
    reversed: 0,
    conflict: 0,
    unexplained: 0,
  };
  const accounts = createSums(['account'], FIGURES);
  const byStatus = createSums(['status', 'account'], FIGURES);
  const dueByDesk = createSums(['homeDesk', 'account'], ['due', 'served', 'remaining']);
  const byDesk = createSums(['name', 'account'], MOVED);
  const byDay = createSums(['name', 'account'], MOVED);
  const byOperator = createSums(['name', 'account'], MOVED);
  return {
    add({ status, homeDesk, lines, cells }: EntitlementState): void {
      statuses[status] += 1;
      for (const line of lines) {
        accounts.add(line);
        byStatus.add({ ...line, status });
        if (line.due > 0) dueByDesk.add({ ...line, homeDesk });
      }
      for (const cell of cells) {
        byDesk.add({ ...cell, name: cell.desk });
        byDay.add({ ...cell, name: cell.day });
        byOperator.add({ ...cell, name: cell.operator });
      }
    },
    read: (): Totals => ({
      statuses: { ...statuses },
      accounts: accounts.read(),
      byStatus: byStatus.read() as StatusTotal[],
      dueByDesk: dueByDesk.read(),
      byDesk: byDesk.read(),
      byDay: byDay.read(),
      byOperator: byOperator.read(),
    }),
  };
}

/** The sums of all of them. Throws a RangeError beyond the safe integers. */
export function totalsOf(states: readonly EntitlementState[]): Totals {
  const totals = createTotals();
  for (const state of states) totals.add(state);
  return totals.read();
}

type Picked<K extends string, N extends string> = Record<K, string> & Record<N, number>;

/** Sums of the numbers for each combination of the keys, in the order of the keys. */
function createSums<K extends string, N extends string>(keys: readonly K[], numbers: readonly N[]) {
  const groups = new Map<string, Picked<K, N>>();
  return {
    add(row: Picked<K, N>): void {
      const key = JSON.stringify(keys.map((name) => row[name]));
      const group = groups.get(key) ?? start(row, keys, numbers);
      for (const name of numbers) {
        const sum = (group[name] as number) + row[name];
        if (!Number.isSafeInteger(sum)) throw new RangeError('A total leaves the safe integers');
        (group as Record<N, number>)[name] = sum;
      }
      groups.set(key, group);
    },
    read: (): Picked<K, N>[] =>
      [...groups.entries()].toSorted(([a], [b]) => compare(a, b)).map(([, group]) => ({ ...group })),
  };
}

function start<K extends string, N extends string>(
  row: Picked<K, N>,
  keys: readonly K[],
  numbers: readonly N[],
): Picked<K, N> {
  const entries: [string, string | number][] = [
    ...keys.map((name): [string, string] => [name, row[name]]),
    ...numbers.map((name): [string, number] => [name, 0]),
  ];
  return Object.fromEntries(entries) as Picked<K, N>;
}
