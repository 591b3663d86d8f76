import { signerOf } from '../../../main/vault/crypto/ed25519.ts';
import { toHex } from '../../../shared/wire/bytes.ts';
import type { Approval, ApprovedKind, Entry, EntryBodies, EntryType } from '../../../shared/wire/entry-types.ts';
import { voucherName } from '../../../shared/wire/voucher-name.ts';
import { approvalBy, forge, type Line } from './log.fixture.ts';
import { entryAt } from './mutations/changed.fixture.ts';
import type { World } from './world.fixture.ts';

export const VOUCHER = [1, 2, 3, 4, 5].map((byte) => voucherName(toHex(new Uint8Array(16).fill(byte))));
export const ENTITLEMENT = 'ENTITLEMENTAAAAA';
const MONEY = 'cash:SDG';
/** A supervisor who vouches for holders and approves what others do. */
const VERA = signerOf(new Uint8Array(32).fill(7));

export type Step = Readonly<{ name: string; t: EntryType; body: Readonly<Record<string, unknown>> }>;
type Places = (name: string) => number;

/**
 * What is done with vouchers before the last count of the days: money held, captured in part, held again and released; captured at
 * once and taken back; one left held; goods handed over on a voucher and on an entitlement with its voucher, both reversed.
 */
function steps(day: string, log: string, at: Places): Step[] {
  const [one, two, three, four, five] = VOUCHER as [string, string, string, string, string];
  const apv = (act: ApprovedKind, subject: string, reason: string): Approval =>
    approvalBy(VERA, { log, by: 'VERA', act, subject, reason });
  const step = <T extends EntryType>(name: string, t: T, body: EntryBodies[T]): Step => ({ name, t, body });
  const served = { day, ben: 'HHAAAAAAAAAAAAAA' };
  const handover = { ...served, via: 'credential', collector: 'holder', who: 'P', part: false } as const;
  const goods = [[four, 'OIL-1L', 'OIL-1L', 1]] as const;
  const due = [[ENTITLEMENT, 'oil', 'OIL-1L', 1]] as const;
  const takenBack = (of: string) => ({
    ...served,
    of: at(of),
    reason: 'goods-returned' as const,
    apv: apv('void', String(at(of)), 'goods-returned'),
  });
  return [
    step('witness', 'register', { who: 'VERA', role: 'supervisor', key: toHex(VERA.publicKey) }),
    step('wrong answer', 'holder_check', { hid: 'S1', vch: one, by: 'birth-date', matched: false }),
    step('answer', 'holder_check', { hid: 'S1', vch: one, by: 'birth-date', matched: true }),
    step('hold', 'hold', {
      ...served,
      hid: 'S1',
      vch: one,
      holder: ['birth-date'],
      amount: [MONEY, 5000],
      acts: [[one, 0, 0]],
    }),
    step('paper', 'print', { of: at('hold'), state: 'confirmed' }),
    step('capture', 'capture', {
      ...served,
      hid: 'S2',
      vch: one,
      holder: ['witness'],
      of: at('hold'),
      services: [
        ['CONSULT', 1, 1000],
        ['X-RAY', 2, 2000],
      ],
      amount: [MONEY, 3000],
      acts: [[one, 1, 0]],
      apv: apv('capture', `S2 ${MONEY}=3000`, 'holder-witnessed'),
    }),
    step('copy', 'reprint', { of: at('capture'), copy: 1 }),
    step('capture at once', 'capture', {
      ...served,
      hid: 'S3',
      vch: two,
      holder: ['roll'],
      services: [['CONSULT', 1, 700]],
      amount: [MONEY, 700],
      acts: [[two, 0, 1]],
    }),
    step('taken back', 'release', {
      day,
      of: at('capture at once'),
      vch: two,
      reason: 'wrong-amount',
      acts: [[two, 1, 0]],
      apv: apv('release', String(at('capture at once')), 'wrong-amount'),
    }),
    step('hold again', 'hold', {
      ...served,
      hid: 'S4',
      vch: one,
      holder: ['roll'],
      amount: [MONEY, 2000],
      acts: [[one, 2, 0]],
    }),
    step('released', 'release', { day, of: at('hold again'), vch: one, reason: 'patient-left', acts: [[one, 3, 0]] }),
    step('left held', 'hold', {
      ...served,
      hid: 'S5',
      vch: three,
      holder: ['roll'],
      amount: [MONEY, 900],
      acts: [[three, 0, 0]],
    }),
    step('goods', 'handover', { ...handover, hid: 'S6', lines: [...goods], acts: [[four, 0, 1]], holder: ['roll'] }),
    step('goods back', 'void', { ...takenBack('goods'), lines: [...goods], acts: [[four, 1, 0]] }),
    step('due', 'handover', {
      ...handover,
      hid: 'S7',
      collector: 'member',
      lines: [...due],
      acts: [
        [ENTITLEMENT, 0, 1],
        [five, 0, 1],
      ],
      holder: ['roll'],
    }),
    step('due back', 'void', {
      ...takenBack('due'),
      lines: [...due],
      acts: [
        [ENTITLEMENT, 1, 0],
        [five, 1, 0],
      ],
    }),
  ];
}

export type ChangeSteps = (steps: readonly Step[], at: Places) => readonly Step[];

/** The days of the world with vouchers in them, changed where asked, as somebody writes them who has the station's key. */
export function withServices(w: World, change: ChangeSteps = (made) => made): Line[] {
  const count = w.at('count', 1);
  const before = entryAt(w, count) as Entry<'count'>;
  const names = steps(before.day, before.log, () => 0).map(({ name }) => name);
  const at: Places = (name) => count + names.indexOf(name);
  const made = change(steps(before.day, before.log, at), at);
  const { v, log, at: when, mono, boot, tq, cyc, pkg, op } = before;
  const header = { v, log, at: when, mono, boot, tq, cyc, pkg, op };
  const rest = w.entries.slice(count).map((entry) => (entry.t === 'day_close' ? withCaptured(entry) : entry));
  return forge(
    [...w.entries.slice(0, count), ...made.map(({ t, body }) => ({ ...header, t, ...body })), ...rest],
    w.station,
  );
}

/** The close after it all: the hand-overs came back. */
function withCaptured(entry: Entry<'day_close'>): object {
  return {
    ...entry,
    accounts: entry.accounts.map(([account, opening, received, handed, reversed, ...rest]) =>
      account === 'OIL-1L'
        ? [account, opening, received, handed + 2, reversed + 2, ...rest]
        : [account, opening, received, handed, reversed, ...rest],
    ),
    reversed: entry.reversed + 2,
    captured: [[MONEY, 3000]],
  };
}

/** The steps with one of them changed; what is undefined is left out. */
export function changing(name: string, change: (body: never) => object): ChangeSteps {
  return (all) =>
    all.map((one) => {
      if (one.name !== name) return one;
      const fields = Object.entries({ ...one.body, ...change(one.body as never) });
      return { ...one, body: Object.fromEntries(fields.filter(([, value]) => value !== undefined)) };
    });
}
