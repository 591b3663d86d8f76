import { verdictFixture } from '../testing/verdicts.fixture.ts';
import { voucherFixture } from '../testing/vouchers.fixture.ts';
import type { DeskEvent, Effect, Sending, Voucher } from './desk.types.ts';
import { scan } from './step.fixture.ts';

/** A voucher is scanned, and its verdict comes. */
export const openVoucher = (more: Partial<Voucher> = {}, verdict: object = {}): DeskEvent[] => [
  scan('V', 0),
  {
    kind: 'verdict',
    number: 1,
    answer: {
      ok: true,
      value: verdictFixture({ token: 'v', due: [], voucher: voucherFixture(more), household: null, ...verdict }),
    },
  },
];
export const refusedVoucher = (sending: Sending, code: string): DeskEvent => ({
  kind: 'acted',
  sending,
  token: 'v',
  answer: { ok: false, error: { code } },
});
/** A second person's secret. */
export const approval = { operator: 'S01', secret: 'x' };
/** Kinds of calls to the station, but for reads. */
export const calls = (effects: readonly Effect[]): string[] =>
  effects.map(({ kind }) => kind).filter((kind) => kind !== 'sound' && kind !== 'time' && kind !== 'read');
