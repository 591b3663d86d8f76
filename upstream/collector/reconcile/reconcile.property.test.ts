import fc from 'fast-check';
import { expect, it } from 'vitest';
import { entryFacts } from './entry-facts.ts';
import { histories } from './history.fixture.ts';
import { reconcileSite, type SiteHistory } from './reconcile.ts';
import { totalsOf } from '../../../shared/domain/reconcile/totals.ts';

type Numbers = Readonly<Record<string, number>>;
const sum = <T>(rows: readonly T[], pick: (row: T) => number): number => rows.reduce((all, row) => all + pick(row), 0);

it('explains every quantity, line by line', () => {
  fc.assert(
    fc.property(histories, (history) => {
      for (const { lines, cells } of reconcileSite(history).entitlements) {
        for (const line of lines) {
          expect(line.served + line.remaining).toBe(line.due);
          expect(line.reversed + line.served + line.twice + line.unexplained).toBe(line.handed);
          expect(Math.min(...Object.values(line).filter((value) => typeof value === 'number'))).toBeGreaterThanOrEqual(
            0,
          );
        }
        for (const cell of cells) expect(cell.reversed + cell.served + cell.twice + cell.unexplained).toBe(cell.handed);
      }
    }),
  );
});

it('gives every sum over statuses, desks, days and operators as the site’s', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const totals = totalsOf(reconcileSite(history).entitlements);
      for (const account of totals.accounts) {
        const of = <T extends { account: string }>(rows: readonly T[]): T[] =>
          rows.filter((row) => row.account === account.account);
        for (const side of [totals.byDesk, totals.byDay, totals.byOperator])
          for (const name of ['handed', 'reversed', 'served', 'twice', 'unexplained'] as const)
            expect(sum(of(side), (row) => row[name])).toBe(account[name]);
        for (const name of ['due', 'remaining'] as const)
          expect(sum(of(totals.dueByDesk), (row) => row[name])).toBe(account[name]);
        for (const name of ['due', 'remaining', 'handed', 'reversed', 'served', 'twice', 'unexplained'] as const)
          expect(sum(of(totals.byStatus), (row) => row[name])).toBe(account[name]);
      }
    }),
  );
});

it('counts every entitlement of the newest list in one status, and hands every counted hand-over to somebody', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const { entitlements } = reconcileSite(history);
      const { statuses, accounts } = totalsOf(entitlements);
      const newest = history.lists.at(-1)?.lines ?? [];
      expect(sum(Object.values(statuses), (count) => count) - statuses.unexplained).toBe(newest.length);
      expect(Object.fromEntries(accounts.map(({ account, handed }): [string, number] => [account, handed]))).toEqual(
        handedByHand(history),
      );
    }),
  );
});

/** Independent of the rules: every quantity of an entitlement in every hand-over that counts. */
function handedByHand({ logs, lists }: SiteHistory): Numbers {
  const sums: Record<string, number> = {};
  for (const [, , , lines] of lists.at(-1)?.lines ?? []) for (const [, account] of lines) sums[account] ??= 0;
  for (const { entries } of logs)
    for (const { entry, isQuarantined } of entries) {
      const facts = isQuarantined ? undefined : entryFacts(entry);
      if (typeof facts !== 'object' || facts.t !== 'handover') continue;
      for (const [name, , account, quantity] of facts.lines)
        if (name.startsWith('E')) sums[account] = (sums[account] ?? 0) + quantity;
    }
  return sums;
}

it('does not depend on the order in which logs and lists are told', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const told = reconcileSite(history).entitlements;
      const otherwise = reconcileSite({
        ...history,
        lists: history.lists.toReversed(),
        logs: history.logs.toReversed(),
      }).entitlements;
      expect(otherwise).toEqual(told);
    }),
  );
});

it('gives every amount captured to one day, less what was taken back, and takes back nothing twice', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const { vouchers, days } = reconcileSite(history);
      const services = days.flatMap((day) => [...day.services.values()]);
      const captures = vouchers.filter(({ kind }) => kind === 'capture');
      const amount = (acts: typeof vouchers): number => sum(acts, ({ amounts }) => amounts[0]?.[1] ?? 0);
      expect(sum(services, ({ captured }) => captured)).toBe(amount(captures));
      expect(sum(services, ({ captures: count }) => count)).toBe(captures.length);
      const back = captures.filter(({ endedBy }) => endedBy !== null);
      expect(sum(services, ({ takenBack }) => takenBack)).toBe(amount(back));
      const ends = vouchers.flatMap(({ log, endedBy, kind }) =>
        endedBy === null || kind === 'handover' ? [] : `${log} ${endedBy}`,
      );
      expect(new Set(ends).size).toBe(ends.length);
    }),
  );
});
