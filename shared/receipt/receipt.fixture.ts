import type { ReceiptData, ReversalData } from '../ipc/paper-views.ts';

/** A receipt of an invented hand-over. */
export function aReceipt(changes: Partial<ReceiptData> = {}): ReceiptData {
  return {
    programmeName: 'Lean season assistance',
    siteName: 'North distribution point',
    desk: 'D02',
    deskName: 'Desk 2',
    cycleName: 'Cycle 4',
    seq: 1284,
    receipt: 'D02-1284',
    check: 'Ck9x',
    qr: `TR1${'A2'.repeat(100)}.ABCD`,
    atMs: Date.UTC(2026, 10, 24, 9, 5),
    operator: 'C01',
    household: 'HH-004512',
    name: 'Aïcha Traoré',
    nameLatin: 'Aicha Traore',
    kind: 'receipt',
    reversedBy: null,
    collector: null,
    part: false,
    lines: [
      {
        account: 'OIL-4L',
        name: { en: 'Oil 4 L', fr: 'Huile 4 L', ar: 'زيت 4 لتر' },
        unit: 'can',
        icon: 'oil',
        quantity: 2,
        remaining: 0,
      },
      { account: 'cash:SDG', name: {}, unit: null, icon: null, quantity: 1_250_000, remaining: 0 },
    ],
    ...changes,
  };
}

/** The slip of its reversal. */
export function aReversal(changes: Partial<ReversalData> = {}): ReversalData {
  const { collector: _collector, part: _part, reversedBy: _reversedBy, ...act } = aReceipt();
  return {
    ...act,
    kind: 'reversal',
    seq: 1290,
    receipt: 'D02-1290',
    check: 'Rv3r',
    operator: 'S01',
    of: 'D02-1284',
    reason: 'entered-twice',
    approvedBy: 'S02',
    sole: false,
    ...changes,
  };
}
