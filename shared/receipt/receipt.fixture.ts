import type { ClaimData, HoldData, ReceiptData, ReleaseData, ReversalData } from '../ipc/paper-views.ts';

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

/** The slip of a hold on an invented voucher. */
export function aHold(changes: Partial<HoldData> = {}): HoldData {
  const { collector: _collector, part: _part, reversedBy: _reversedBy, lines: _lines, ...act } = aReceipt();
  return {
    ...act,
    kind: 'hold',
    seq: 1301,
    receipt: 'D02-1301',
    check: 'Hd2w',
    issuer: 'Eastern Relief vouchers',
    code: 'KSL-7F3Q-9M2X',
    provider: 'Kassala Teaching Hospital',
    currency: 'SDG',
    amountMinor: 50_000_000,
    endedBy: null,
    ...changes,
  };
}

/** The claim slip of its capture. */
export function aClaim(changes: Partial<ClaimData> = {}): ClaimData {
  const { endedBy: _endedBy, ...act } = aHold();
  return {
    ...act,
    kind: 'claim',
    seq: 1340,
    receipt: 'D02-1340',
    check: 'Cm5k',
    services: [
      { code: 'CONS-01', name: 'Consultation, general medicine', quantity: 1, amountMinor: 1_500_000 },
      { code: 'LAB-12', name: 'Malaria rapid test', quantity: 2, amountMinor: 8_000_050 },
    ],
    amountMinor: 9_500_050,
    remainingMinor: 40_499_950,
    hold: 'D02-1301',
    releasedBy: null,
    ...changes,
  };
}

/** The slip of its taking back. */
export function aRelease(changes: Partial<ReleaseData> = {}): ReleaseData {
  const { endedBy: _endedBy, ...act } = aHold();
  return {
    ...act,
    kind: 'release',
    seq: 1345,
    receipt: 'D02-1345',
    check: 'Rl8v',
    operator: 'S01',
    of: 'D02-1340',
    amountMinor: 9_500_050,
    reason: 'wrong-amount',
    approvedBy: 'S02',
    sole: false,
    ...changes,
  };
}
