import type { CaptureView, HolderView, HoldView } from '../../shared/ipc/voucher-views.ts';
import type { CaptureInput, HoldInput, VerdictView } from '../desk/desk.types.ts';
import type { Answers, Change, FakeState } from './fake-answers.ts';
import { captureFixture, holderFixture, holdFixture, voucherFixture } from './vouchers.fixture.ts';

const HOUR_MS = 3_600_000;
const asked = holderFixture({
  needed: ['photo', 'birth-date', 'household'],
  possible: ['photo', 'birth-date', 'household'],
});
const heldFor = (hours: number, more: Partial<HoldView> = {}): HoldView =>
  holdFixture({ atMs: Date.now() - hours * HOUR_MS, ageMs: hours * HOUR_MS, overdue: hours > 72, ...more });

/** Verdicts on vouchers, by the text that is scanned. */
export const voucherVerdicts: Readonly<Record<string, Partial<VerdictView>>> = {
  voucher: { code: 'ok', reasons: ['voucher-genuine'], due: [], voucher: voucherFixture() },
  'voucher-single': {
    code: 'ok',
    reasons: ['voucher-genuine'],
    due: [],
    household: null,
    voucher: voucherFixture({ partial: false }),
  },
  'voucher-checks': { code: 'ok', reasons: ['voucher-genuine'], due: [], voucher: voucherFixture({ holder: asked }) },
  'voucher-witness': {
    code: 'ok',
    reasons: ['voucher-genuine'],
    due: [],
    household: null,
    voucher: voucherFixture({ holder: holderFixture({ needed: ['birth-date'], witnessNeeded: true }) }),
  },
  'voucher-hold': {
    code: 'attention',
    reasons: ['voucher-on-hold', 'voucher-genuine'],
    due: [],
    voucher: voucherFixture({
      hold: heldFor(100),
      credit: { currency: 'SDG', dueMinor: 60_000_000, usedMinor: 10_000_000, remainingMinor: 50_000_000 },
      captures: [captureFixture({ atMs: Date.now() - 200 * HOUR_MS }), captureFixture({ seq: 38, releasedBy: 39 })],
    }),
  },
  'voucher-goods': { code: 'ok', reasons: ['voucher-genuine'], household: null, voucher: goods() },
  'voucher-used': {
    code: 'already-served',
    reasons: ['voucher-used'],
    canGive: false,
    due: [],
    earlier: [],
    household: null,
    voucher: voucherFixture({ captures: [captureFixture({ atMs: Date.now() - 3 * HOUR_MS, remainingMinor: 0 })] }),
  },
  'voucher-provider': {
    code: 'wrong-site',
    reasons: ['voucher-other-provider'],
    canGive: false,
    due: [],
    household: null,
    site: 'Wad Sharife Clinic',
    voucher: voucherFixture(),
  },
  'voucher-differs': { code: 'needs-approval', reasons: ['voucher-differs'], approvalNeeded: true, voucher: goods() },
  'code-not-known': {
    code: 'unknown-beneficiary',
    reasons: ['code-not-known'],
    canGive: false,
    due: [],
    household: null,
  },
};

function goods(): VerdictView['voucher'] {
  return voucherFixture({ use: 'goods', credit: null, services: [], provider: null });
}

/** What the fake says of vouchers; every answer of a holder but `no` and `?` is right. */
export function voucherAnswers(state: FakeState, set: Change): Answers {
  state.holds.push(
    heldFor(100),
    heldFor(30, {
      seq: 33,
      receipt: 'B1-0033',
      name: 'إدريس آدم',
      household: null,
      code: 'KSL-2K8M-44QT',
      print: 'unknown',
    }),
    heldFor(2, { seq: 35, receipt: 'B1-0035', name: 'Mariam Osman', household: 'HH-20-3420', note: 'Bed 14' }),
  );
  state.captures.push(
    captureFixture({ atMs: Date.now() - 200 * HOUR_MS }),
    captureFixture({ seq: 38, releasedBy: 39 }),
  );
  const count = (): void =>
    set({}, { openHolds: { open: state.holds.length, overdue: state.holds.filter(({ overdue }) => overdue).length } });
  state.view = { ...state.view, vault: { ...state.view.vault, openHolds: { open: 3, overdue: 1 } } };
  let holder: HolderView = asked;
  return {
    'vouchers.checkHolder': ({ by, answer }: { by: HolderView['needed'][number]; answer: string }) => {
      if (answer !== 'no' && answer !== '?') holder = { ...holder, passed: [...holder.passed, by] };
      else holder = { ...holder, triesLeft: holder.triesLeft - 1, witnessNeeded: holder.triesLeft === 1 };
      return holder;
    },
    'vouchers.hold': (_input: HoldInput) => {
      const seq = (state.serial += 1);
      const hold = heldFor(0, { seq, receipt: `B1-00${seq}`, print: 'queued' });
      state.holds.push(hold);
      count();
      return hold;
    },
    'vouchers.capture': ({ services }: CaptureInput) => {
      const seq = (state.serial += 1);
      const amountMinor = services.reduce((sum, one) => sum + one.amountMinor, 0);
      const list = voucherFixture().services;
      const capture = captureFixture({
        seq,
        receipt: `B1-00${seq}`,
        atMs: Date.now(),
        amountMinor,
        remainingMinor: 50_000_000 - amountMinor,
        services: services.map((one) => ({ ...one, name: list.find(({ code }) => code === one.code)?.name ?? '' })),
      });
      state.captures.unshift(capture);
      set({});
      return capture;
    },
    'vouchers.release': ({ of }: { of: number }) => {
      const seq = (state.serial += 1);
      state.holds = state.holds.filter((one) => one.seq !== of);
      state.captures = state.captures.map((one): CaptureView => (one.seq === of ? { ...one, releasedBy: seq } : one));
      count();
      return { seq };
    },
    'vouchers.openHolds': () => ({ holds: state.holds }),
    'vouchers.captures': () => ({ captures: state.captures, more: false }),
  };
}
