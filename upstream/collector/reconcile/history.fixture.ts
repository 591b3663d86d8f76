import fc from 'fast-check';
import { NotServedReason } from '../../../shared/domain/verdict.ts';
import { toHex } from '../../../shared/wire/bytes.ts';
import type { DueLine } from '../../../shared/wire/due.ts';
import { voucherName } from '../../../shared/wire/voucher-name.ts';
import type { Rightful } from '../../../shared/domain/reconcile/model.ts';
import type { SiteHistory } from './reconcile.ts';

/** Histories of a small site, from honest to hostile. */
const SITE = 'kassala';
export const CYCLE = '2026-11';
export const START_MS = Date.UTC(2026, 10, 24, 8);
export const logOf = (desk: string, epoch = 1): string => `tallypoint/relief/${SITE}/${desk}/${epoch}`;

type Body = Readonly<Record<string, unknown>> & Readonly<{ t: string }>;

/** Entries of one log from their bodies: numbered, five minutes apart. */
export function entriesOf(log: string, bodies: readonly Body[], operator = 'AMINA', cycle = CYCLE) {
  return bodies.map((body, seq) => ({
    entry: {
      v: 1,
      log,
      seq,
      at: new Date(START_MS + seq * 5 * 60_000).toISOString(),
      cyc: cycle,
      op: operator,
      ...body,
    } as unknown,
    seq,
    isQuarantined: false,
  }));
}

type Handed = readonly (readonly [entitlement: string, line: string, account: string, quantity: number])[];

export const open = (day: string, oil = 100, cash = 100_000): Body => ({
  t: 'open',
  day,
  cash: [['cash:SDG', cash]],
  stock: [['OIL', oil]],
  denominations: [],
});
export const handover = (day: string, household: string, lines: Handed, ordinal = 0, complete: 0 | 1 = 1): Body => ({
  t: 'handover',
  day,
  ben: household,
  lines,
  acts: [...new Set(lines.map(([entitlement]) => entitlement))].map((entitlement) => [entitlement, ordinal, complete]),
});
export const reversal = (day: string, of: number, household = 'H'): Body => ({ t: 'void', day, of, ben: household });
export const notServed = (day: string, household: string, reason: NotServedReason = 'out-of-stock'): Body => ({
  t: 'not_served',
  day,
  ben: household,
  reason,
});

export const voucher = (number: number): string => voucherName(toHex(new Uint8Array(16).fill(number)));
/** All of a hold's amount is the same: 5000. */
export const hold = (day: string, number: number, ordinal = 0): Body => ({
  t: 'hold',
  day,
  ben: `H${number}`,
  vch: voucher(number),
  amount: ['cash:SDG', 5000],
  acts: [[voucher(number), ordinal, 0]],
});
export const capture = (day: string, number: number, quantity: number, ordinal = 0, of?: number): Body => ({
  t: 'capture',
  day,
  ben: `H${number}`,
  vch: voucher(number),
  ...(of === undefined ? {} : { of }),
  services: [['CONSULT', 1, quantity]],
  amount: ['cash:SDG', quantity],
  acts: [[voucher(number), ordinal, 1]],
});
export const release = (day: string, number: number, of: number, ordinal = 1): Body => ({
  t: 'release',
  day,
  of,
  vch: voucher(number),
  acts: [[voucher(number), ordinal, 0]],
});

/** Entitlement `E<n>` of household `H<n>`: cash and oil. */
export const dueLine = (number: number, homeDesk = '', cash = 5000, oil = 2): DueLine => [
  `E${number}`,
  `H${number}`,
  homeDesk,
  [
    ['1', 'cash:SDG', cash],
    ['2', 'OIL', oil],
  ],
];

const people = fc.integer({ min: 0, max: 5 });
const quantity = fc.integer({ min: 0, max: 6000 });
const dayName = fc.constantFrom('2026-11-24', '2026-11-25');

const act: fc.Arbitrary<Body> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(dayName, people, quantity, quantity, fc.integer({ min: 0, max: 2 }), fc.constantFrom('1', '2', '3'))
      .map(([day, who, cash, oil, ordinal, line]) =>
        handover(
          day,
          `H${who}`,
          [
            [`E${who}`, '1', 'cash:SDG', cash],
            [`E${who}`, line, 'OIL', oil],
          ],
          ordinal,
        ),
      ),
  },
  { weight: 2, arbitrary: fc.tuple(dayName, fc.nat(12)).map(([day, of]) => reversal(day, of)) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(dayName, people, fc.constantFrom(...NotServedReason.options))
      .map(([day, who, reason]) => notServed(day, `H${who}`, reason)),
  },
  { weight: 1, arbitrary: fc.tuple(dayName, people, fc.nat(3)).map(([day, who, ordinal]) => hold(day, who, ordinal)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(dayName, people, quantity, fc.nat(3), fc.option(fc.nat(12), { nil: undefined }))
      .map(([day, who, amount, ordinal, of]) => capture(day, who, amount, ordinal, of)),
  },
  { weight: 2, arbitrary: fc.tuple(dayName, people, fc.nat(12)).map(([day, who, of]) => release(day, who, of)) },
  {
    weight: 1,
    arbitrary: fc.tuple(dayName, people, quantity, fc.boolean()).map(([day, who, oil, stands]) => {
      const own = handover(day, `H${who}`, [[stands ? `E${who}` : voucher(who), '2', 'OIL', oil]]);
      return stands
        ? {
            ...own,
            acts: [
              [`E${who}`, 0, 1],
              [voucher(who), 0, 1],
            ],
          }
        : own;
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(dayName, quantity).map(([day, sum]) => ({
      t: 'day_close',
      day,
      accounts: [],
      captured: [['cash:SDG', sum]],
    })),
  },
  { weight: 1, arbitrary: dayName.map((day) => open(day)) },
  { weight: 1, arbitrary: fc.constant({ t: 'handover', day: 7 }) },
);

const list = fc.uniqueArray(
  fc
    .tuple(people, fc.constantFrom('', 'desk-1', 'desk-2'), quantity, quantity)
    .map(([number, desk, cash, oil]) => dueLine(number, desk, cash, oil)),
  { selector: ([entitlement]) => entitlement },
);

const LOGS = [logOf('desk-1'), logOf('desk-2'), logOf('desk-2', 2)];
const logs = fc.tuple(...LOGS.map(() => fc.array(fc.tuple(act, fc.nat(19)), { maxLength: 12 }))).map((all) =>
  all.map((acts, index) => {
    const log = LOGS[index] ?? '';
    const entries = entriesOf(
      log,
      acts.map(([body]) => body),
      `OP-${index}`,
    );
    return { log, entries: entries.map((one, seq) => ({ ...one, isQuarantined: acts[seq]?.[1] === 0 })) };
  }),
);
const rightful = fc
  .array(fc.tuple(people, fc.constantFrom(...LOGS), fc.nat(11)))
  .map((all) => new Map(all.map(([who, log, seq]): [string, Rightful] => [`E${who}`, { log, seq }])));

export const histories: fc.Arbitrary<SiteHistory> = fc.record({
  cycle: fc.constant(CYCLE),
  lists: fc.array(list, { maxLength: 2 }).map((lists) => lists.map((lines, index) => ({ number: index + 1, lines }))),
  logs,
  rightful,
});
