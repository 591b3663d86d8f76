import { claimAnswers } from './claims.fixture.ts';
import type { DayReport } from '../../shared/ipc/views.ts';
import type { CaptureView, HoldView } from '../../shared/ipc/voucher-views.ts';
import type { GiveInput, Handover } from '../desk/desk.types.ts';
import type { StationView } from '../station.ts';
import { verdictFor } from './fake-verdicts.ts';
import { handoverFixture } from './verdicts.fixture.ts';
import { reconciledRows, reconciliationFixture } from './reconciliation.fixture.ts';
import { portrait } from './portrait.ts';
import { voucherAnswers } from './fake-vouchers.ts';

export type FakeState = {
  view: StationView;
  handovers: Handover[];
  holds: HoldView[];
  captures: CaptureView[];
  serial: number;
  failNext: string | null;
};

export type Answers = Record<string, (input: never) => unknown>;
export type Change = (more: Partial<StationView>, vault?: Partial<StationView['vault']>) => void;
const DAY_MS = 86_400_000;

function report(state: FakeState, more: Partial<DayReport> = {}): DayReport {
  const account = (name: string, opening: number, handed: number, counted: number | null) => ({
    account: name,
    opening,
    received: 0,
    handed,
    reversed: 0,
    expected: opening - handed,
    counted,
    difference: counted === null ? null : counted - (opening - handed),
  });
  const known = more.closedAtMs !== undefined || state.view.vault.day?.counted === true;
  const { served, part, notServed, reversed, stillToCome } = state.view.vault.counts;
  return {
    day: 'D1',
    openedAtMs: Date.now() - 10_800_000,
    openedBy: 'S01',
    closedAtMs: null,
    closedBy: null,
    coSignedBy: null,
    sole: false,
    accounts: [
      account('SORGHUM-25KG', 800, 428, known ? 372 : null),
      account('OIL-4L', 400, 214, known ? 185 : null),
      account('cash:SDG', 1_200_000_000, 963_000_000, known ? 237_000_000 : null),
    ],
    tally: { served, part, notServed, reversed, notPresented: stillToCome },
    vouchers: [
      {
        account: 'cash:SDG',
        captures: 3,
        captured: 28_500_000,
        takenBackCaptures: 1,
        takenBack: 9_500_000,
        holds: 3,
        held: 150_000_000,
      },
    ],
    byOperator: [
      {
        operator: 'C01',
        name: 'Amina O.',
        served,
        part,
        notServed,
        reversed,
        amounts: [
          ['SORGHUM-25KG', 428],
          ['cash:SDG', 963_000_000],
        ],
      },
    ],
    entries: 231,
    head: 'a3f1c09b57d2e8440f6e1d2c3b4a59687766554433221100ffeeddccbbaa9988',
    check: 'K7PQ',
    ...more,
  };
}

/** What the fake says to each command; a command without an answer answers nothing. */
export function answersOf(state: FakeState, tell: () => void): Answers {
  const set = (more: Partial<StationView>, vault: Partial<StationView['vault']> = {}): void => {
    state.view = { ...state.view, ...more, vault: { ...state.view.vault, ...vault } };
    tell();
  };
  return {
    ...stationAnswers(state, set),
    ...deskAnswers(state, set),
    ...voucherAnswers(state, set),
    ...dayAnswers(state, set, tell),
    ...claimAnswers,
  };
}

function stationAnswers(state: FakeState, set: Change): Answers {
  return {
    'station.view': () => state.view,
    'station.setLanguage': (input: { language: StationView['language'] }) => set(input),
    'station.setDisplay': (input: Pick<StationView, 'contrast' | 'sounds'>) => set(input),
    'station.setCamera': (input: { camera: string }) => set(input),
    'station.testPrint': () => ({ state: 'ready' }),
    'setup.createStation': () =>
      set(
        {},
        {
          phase: 'open',
          enrolment: 'requested',
          operator: { id: 'SETUP', name: 'SETUP', role: 'setup' },
          cycle: null,
          day: null,
        },
      ),
    'setup.enrolmentRequest': () => ({
      fingerprint: state.view.vault.fingerprint,
      text: `TE1${'ABCDEFGH'.repeat(40)}`,
    }),
    'setup.saveEnrolmentRequest': () => ({ saved: true }),
    'setup.chooseCertificate': () => ({
      chosen: {
        programmeName: 'Relief 2026',
        siteName: 'Kassala East',
        deskName: 'Desk 2',
        epoch: 1,
        programmeFingerprint: '91d0 44ac 7be2 0f13',
      },
    }),
    'setup.acceptCertificate': () => set({}, { enrolment: 'certified' }),
    'session.signIn': (input: { operator: string }) =>
      set(
        {},
        {
          phase: 'open',
          operator: {
            id: input.operator,
            name: 'Amina O.',
            role: input.operator.startsWith('S') ? 'supervisor' : 'clerk',
          },
        },
      ),
    'session.lock': () => set({}, { phase: 'locked', operator: null }),
    'session.acknowledgeReplayed': () => set({}, { replayed: [] }),
    'cycle.chooseAndInstall': () => ({ kind: 'full', packageNumber: 4, households: 2000, entitlements: 2000 }),
  };
}

function deskAnswers(state: FakeState, set: Change): Answers {
  return {
    'desk.scan': (input: { text: string }) => verdictFor(input.text, (state.serial += 1)),
    'desk.openFound': () => verdictFor('ok', (state.serial += 1)),
    'desk.find': () => ({
      matches: [1, 2, 3].map((index) => ({
        household: `HH-20-341${index}`,
        name: 'حليمة يوسف آدم',
        nameLatin: 'Halima Yusuf Adam',
        place: 'Kassala East',
        size: 6,
        birthDate: '1988',
        photo: portrait(index),
        served: index === 2,
      })),
      more: true,
      ready: true,
    }),
    'desk.give': (input: GiveInput) => {
      const accounts = verdictFor('ok', 0).due;
      const handover = handoverFixture({
        seq: (state.serial += 1),
        receipt: `B1-00${state.serial}`,
        atMs: Date.now(),
        print: 'unknown',
        part: input.lines.some((line) => line.quantity < accounts.find((due) => due.line === line.line)!.remaining),
        lines: input.lines.map((line) => ({
          account: accounts.find((due) => due.line === line.line)!.account,
          quantity: line.quantity,
        })),
      });
      state.handovers.unshift(handover);
      set({}, { counts: { ...state.view.vault.counts, served: state.view.vault.counts.served + 1 } });
      return handover;
    },
    'desk.notServed': () => ({ seq: (state.serial += 1) }),
    'receipts.recent': () => ({ handovers: [...state.handovers], more: false }),
    'receipts.settle': (input: { seq: number; cameOut: boolean }) => {
      state.handovers = state.handovers.map((one) =>
        one.seq === input.seq ? { ...one, print: input.cameOut ? ('confirmed' as const) : ('failed' as const) } : one,
      );
      set({});
    },
  };
}

function dayAnswers(state: FakeState, set: Change, tell: () => void): Answers {
  return {
    'day.open': () => {
      set({}, { day: { day: 'D1', openedAtMs: Date.now(), openedBy: 'S01', counted: false } });
      return report(state);
    },
    'day.receive': () => report(state),
    'day.xReport': () => report(state),
    'day.count': () => {
      set({}, { day: { ...state.view.vault.day!, counted: true } });
      return { report: report(state), coSignNeeded: true };
    },
    'day.close': () => {
      set({}, { day: null });
      return report(state, { closedAtMs: Date.now(), closedBy: 'S01', coSignedBy: 'S02' });
    },
    'day.closed': () => ({ days: [report(state, { closedAtMs: Date.now() - DAY_MS, closedBy: 'S01' })] }),
    'receipts.saveProof': () => ({ saved: true }),
    'day.saveSummary': () => ({ saved: true }),
    'day.exportLedger': () => ({ saved: true, entries: 231 }),
    'reconciliation.read': reconciliationFixture,
    'reconciliation.list': ({ from }: { from: number }) => ({ rows: reconciledRows(from), more: from < 100 }),
    'reconciliation.save': () => ({ saved: true, rows: 4012 }),
    'sending.bundleCodes': () => ({
      codes: ['TB1AAAAAAAA00010002AA.AAAA', 'TB1AAAAAAAA00020002BB.AAAA'],
      entries: 231,
    }),
    'sending.saveBundle': () => ({ saved: true, entries: 231 }),
    'sending.importAcknowledgement': () => ({ chosen: true, acknowledged: 231 }),
    'supervisor.reverse': (input: { seq: number }) => {
      const reversedBy = (state.serial += 1);
      const slip = { receipt: `B1-00${reversedBy}`, check: 'R4vS', print: 'queued' as const, copies: 0 };
      const reversed = { ...state.handovers.find((one) => one.seq === input.seq)!, reversedBy, slip };
      state.handovers = state.handovers.map((one) => (one.seq === input.seq ? reversed : one));
      tell();
      return reversed;
    },
  };
}
