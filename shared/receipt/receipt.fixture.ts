import type { ReceiptData } from '../ipc/paper-views.ts';

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
