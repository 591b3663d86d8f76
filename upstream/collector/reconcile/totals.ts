import { compare } from './claims.ts';
import type { Cell, EntitlementState, Figures, Status } from './model.ts';

type Moved = Pick<Figures, 'handed' | 'reversed' | 'served' | 'twice' | 'unexplained'>;
export type AccountTotal = Figures & Readonly<{ account: string }>;
export type DeskTotal = Readonly<{ homeDesk: string; account: string; due: number; served: number; remaining: number }>;
/** What hand-overs moved, by one of their sides. */
export type MovedTotal = Moved & Readonly<{ name: string; account: string }>;

export type Totals = Readonly<{
  /** Number of entitlements in each status. */
  statuses: Readonly<Record<Status, number>>;
  accounts: readonly AccountTotal[];
  /** By the desk that should serve it; '' for any. */
  dueByDesk: readonly DeskTotal[];
  byDesk: readonly MovedTotal[];
  byDay: readonly MovedTotal[];
  byOperator: readonly MovedTotal[];
}>;

/** Adds up entitlements. Every sum over desks, days or operators is the site's. Throws a RangeError beyond the safe integers. */
export function totalsOf(states: readonly EntitlementState[]): Totals {
  const statuses: Record<Status, number> = {
    served: 0,
    part: 0,
    'not-served': 0,
    'not-presented': 0,
    reversed: 0,
    conflict: 0,
    unexplained: 0,
  };
  for (const { status } of states) statuses[status] += 1;
  const lines = states.flatMap(({ homeDesk, lines: own }) => own.map((line) => ({ ...line, homeDesk })));
  const cells = states.flatMap(({ cells: own }) => own);
  return {
    statuses,
    accounts: sumBy(lines, ['account'], ['due', 'remaining', 'handed', 'reversed', 'served', 'twice', 'unexplained']),
    dueByDesk: sumBy(
      lines.filter(({ due }) => due > 0),
      ['homeDesk', 'account'],
      ['due', 'served', 'remaining'],
    ),
    byDesk: movedBy(cells, 'desk'),
    byDay: movedBy(cells, 'day'),
    byOperator: movedBy(cells, 'operator'),
  };
}

function movedBy(cells: readonly Cell[], side: 'desk' | 'day' | 'operator'): MovedTotal[] {
  const named = cells.map((cell) => ({ ...cell, name: cell[side] }));
  return sumBy(named, ['name', 'account'], ['handed', 'reversed', 'served', 'twice', 'unexplained']);
}

type Picked<K extends string, N extends string> = Record<K, string> & Record<N, number>;

function sumBy<K extends string, N extends string>(
  rows: readonly Picked<K, N>[],
  keys: readonly K[],
  numbers: readonly N[],
): Picked<K, N>[] {
  const groups = new Map<string, Picked<K, N>>();
  for (const row of rows) {
    const key = JSON.stringify(keys.map((name) => row[name]));
    const group = groups.get(key) ?? start(row, keys, numbers);
    for (const name of numbers) {
      const sum = (group[name] as number) + row[name];
      if (!Number.isSafeInteger(sum)) throw new RangeError('A total leaves the safe integers');
      (group as Record<N, number>)[name] = sum;
    }
    groups.set(key, group);
  }
  return [...groups.entries()].toSorted(([a], [b]) => compare(a, b)).map(([, group]) => group);
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
