import { compare } from '../../../shared/domain/reconcile/claims.ts';

/** What one log had on hand of one account after the last change within an hour (UTC ms of its beginning). */
export type StockPoint = Readonly<{ log: string; account: string; hourMs: number; onHand: number }>;
export type StockSeries = Readonly<{
  account: string;
  points: readonly Readonly<{ hourMs: number; onHand: number }>[];
}>;

/** A site's stock over time: at each hour in which a desk changed, the sum of what every desk had last. */
export function stockSeries(points: readonly StockPoint[]): StockSeries[] {
  const byAccount = new Map<string, StockPoint[]>();
  for (const point of points) {
    const own = byAccount.get(point.account);
    if (own === undefined) byAccount.set(point.account, [point]);
    else own.push(point);
  }
  return [...byAccount]
    .toSorted(([a], [b]) => compare(a, b))
    .map(([account, own]) => ({ account, points: sumOverDesks(own.toSorted((a, b) => a.hourMs - b.hourMs)) }));
}

function sumOverDesks(changes: readonly StockPoint[]): { hourMs: number; onHand: number }[] {
  const last = new Map<string, number>();
  const sums = new Map<number, number>();
  for (const { log, hourMs, onHand } of changes) {
    last.set(log, onHand);
    sums.set(
      hourMs,
      [...last.values()].reduce((sum, one) => sum + one, 0),
    );
  }
  return [...sums].map(([hourMs, onHand]) => ({ hourMs, onHand }));
}
