import type { ReconciledEntitlement, Reconciliation } from '../../shared/ipc/reconciliation-contract.ts';

const account = (code: string, one: number): Reconciliation['accounts'][number] => ({
  account: code,
  due: 2000 * one,
  whole: 1204 * one,
  part: 20 * one,
  left: 21 * one,
  notServed: 37 * one,
  notPresented: 710 * one,
  reversed: 6 * one,
  conflict: 2 * one,
  twice: 2 * one,
  unexplained: one,
});
const moved = (day: string, code: string, one: number): Reconciliation['days'][number] => ({
  day,
  account: code,
  handed: 620 * one,
  reversed: 3 * one,
  served: 615 * one,
  twice: one,
  unexplained: one,
});

export function reconciliationFixture(): Reconciliation {
  return {
    entries: 4211,
    atMs: Date.now(),
    statuses: {
      served: 1204,
      part: 41,
      'not-served': 37,
      'not-presented': 710,
      reversed: 6,
      conflict: 2,
      unexplained: 1,
    },
    accounts: [account('cash:SDG', 4_500_000), account('SORGHUM-25KG', 2), account('OIL-4L', 3)],
    days: ['2026-11-24', '2026-11-25'].flatMap((day) => [
      moved(day, 'cash:SDG', 4_500_000),
      moved(day, 'SORGHUM-25KG', 2),
    ]),
    turnedAway: [
      { day: '2026-11-24', reason: 'documents-missing', count: 12 },
      { day: '2026-11-25', reason: 'photo-does-not-match', count: 3 },
    ],
  };
}

export function reconciledRows(from: number): ReconciledEntitlement[] {
  return Array.from({ length: 50 }, (_, index) => ({
    entitlement: `E-2026-11-${from + index}`,
    household: `HH-20-${3000 + from + index}`,
    lines: [
      { account: 'cash:SDG', due: 4_500_000, served: 0, remaining: 4_500_000, reversed: 0, twice: 0, unexplained: 0 },
      { account: 'SORGHUM-25KG', due: 2, served: 1, remaining: 1, reversed: 0, twice: 0, unexplained: 0 },
    ],
    days: ['2026-11-24'],
    reasons: index % 3 === 0 ? ['documents-missing'] : [],
  }));
}
