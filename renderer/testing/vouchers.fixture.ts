import type { CaptureView, HolderView, HoldView } from '../../shared/ipc/voucher-views.ts';
import type { Voucher } from '../desk/desk.types.ts';

const HOUR_MS = 3_600_000;

export function holdFixture(more: Partial<HoldView> = {}): HoldView {
  return {
    seq: 31,
    receipt: 'B1-0031',
    check: 'H4dQ',
    atMs: 1_795_000_000_000,
    operator: 'C01',
    name: 'Halima Yusuf Adam',
    household: 'HH-20-3417',
    code: 'KSL-7F3Q-9M2X',
    issuer: 'Eastern Relief vouchers',
    currency: 'SDG',
    amountMinor: 50_000_000,
    print: 'confirmed',
    copies: 0,
    ageMs: 26 * HOUR_MS,
    overdue: false,
    ...more,
  };
}

export function captureFixture(more: Partial<CaptureView> = {}): CaptureView {
  const { ageMs: _ageMs, overdue: _overdue, ...act } = holdFixture();
  return {
    ...act,
    seq: 40,
    receipt: 'B1-0040',
    check: 'Cp7t',
    amountMinor: 9_500_000,
    services: [
      { code: 'CONS-01', name: 'Consultation, general medicine', quantity: 1, amountMinor: 1_500_000 },
      { code: 'LAB-12', name: 'Malaria rapid test', quantity: 2, amountMinor: 8_000_000 },
    ],
    remainingMinor: 40_500_000,
    releasedBy: null,
    ...more,
  };
}

export function holderFixture(more: Partial<HolderView> = {}): HolderView {
  return { needed: [], passed: [], possible: [], triesLeft: 3, witnessNeeded: false, ...more };
}

/** A voucher of money for services at a hospital. */
export function voucherFixture(more: Partial<Voucher> = {}): Voucher {
  return {
    use: 'services',
    issuer: 'Eastern Relief vouchers',
    code: 'KSL-7F3Q-9M2X',
    name: 'Halima Yusuf Adam',
    partial: true,
    credit: { currency: 'SDG', dueMinor: 50_000_000, usedMinor: 0, remainingMinor: 50_000_000 },
    holder: holderFixture(),
    services: [
      service('CONS-01', 'Consultation, general medicine', 2_000_000),
      service('LAB-12', 'Malaria rapid test', 4_500_000),
      service('DEL-02', 'Delivery, assisted', 35_000_000),
      service('WARD-01', 'Day on the ward', 3_000_000),
      service('ECHO-03', 'Échographie obstétricale', 6_000_000),
      service('MED-01', 'Medicines of the basic list', 12_000_000),
    ],
    provider: 'Kassala Teaching Hospital',
    hold: null,
    captures: [],
    ...more,
  };
}

function service(code: string, name: string, ceilingMinor: number): Voucher['services'][number] {
  return { code, name, currency: 'SDG', ceilingMinor };
}
