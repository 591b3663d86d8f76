import type { ClaimPaper } from '../../../../shared/ipc/paper-views.ts';
import type { ClaimedCapture } from '../../../../shared/wire/claim-file.ts';

/** An invented hospital's statement of three vouchers. */
function capture(seq: number, more: Partial<ClaimedCapture> = {}): ClaimedCapture {
  return {
    seq,
    receipt: `D2-${seq}`,
    check: 'q7Zw',
    atMs: Date.UTC(2026, 10, 20 + (seq % 5), 9),
    code: `2-37ec-47d3-a937-5d5${seq % 10}`,
    entitlement: String(seq),
    holder: 'DOE, JANE',
    dueMinor: 5_000_000,
    capturedMinor: 2_000_000,
    amountMinor: 2_000_000,
    services: [
      { code: 'XRAY', name: 'X-ray', quantity: 1, amountMinor: 1_500_000, ceilingMinor: 2_000_000 },
      { code: 'BED-DAY', name: 'Day in a bed', quantity: 2, amountMinor: 500_000, ceilingMinor: 500_000 },
    ],
    documents: [
      {
        sha256: 'c0ffee5eed00112233445566778899aabbccddeeff00112233445566778899aa',
        kind: 'statement-of-account',
        type: 'pdf',
        bytes: 1000,
      },
    ],
    ...more,
  };
}

export const STATEMENT: ClaimPaper = {
  number: 'D2-412',
  check: 'Kx9a',
  qr: `TR1${'ABCDEFGH'.repeat(26)}.QRST`,
  atMs: Date.UTC(2026, 10, 26, 12),
  replacedBy: null,
  particulars: {
    v: 1,
    programme: { id: 'relief', name: 'Food and Cash Support, Kassala' },
    site: { id: 'kassala', name: 'Kassala Teaching Hospital, front desk' },
    desk: { id: 'D2', name: 'Desk 2' },
    cycleName: 'November 2026',
    provider: { id: '34', name: 'مستشفى كسلا التعليمي' },
    issuer: { id: 'https://g2p.example.org/api/v1/payments', name: 'Eastern Relief' },
    currency: 'SDG',
    operator: { id: 'SUP-02', name: 'Omar Idris' },
    totalMinor: 5_900_000,
    note: 'Week 48, with two receipts of the pharmacy',
    replaces: 'D2-398',
    captures: [
      capture(301),
      capture(302, { holder: 'عثمان، فاطمة', documents: [] }),
      capture(399, { amountMinor: 1_900_000, household: 'HH-20-3' }),
    ],
  },
};
