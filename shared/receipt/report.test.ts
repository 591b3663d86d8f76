import { expect, test } from 'vitest';
import type { DayReport } from '../ipc/views.ts';
import { linesOf } from './escpos.fixture.ts';
import { slipText } from './escpos.ts';
import { reportSlip } from './report.ts';

const place = {
  programmeName: 'Lean season assistance',
  siteName: 'North',
  desk: 'D02',
  deskName: '',
  cycleName: 'Cycle 4',
  items: [{ item: 'OIL-4L', name: { en: 'Oil 4 L' }, unit: 'can', icon: 'oil', planned: 100 }],
};
const report: DayReport = {
  day: 'D02-1',
  openedAtMs: Date.UTC(2026, 10, 24, 6),
  openedBy: 'S01',
  closedAtMs: null,
  closedBy: null,
  coSignedBy: null,
  sole: false,
  accounts: [
    {
      account: 'OIL-4L',
      opening: 100,
      received: 0,
      handed: 61,
      reversed: 1,
      expected: 40,
      counted: null,
      difference: null,
    },
    {
      account: 'cash:XOF',
      opening: 900_000,
      received: 0,
      handed: 450_000,
      reversed: 0,
      expected: 450_000,
      counted: null,
      difference: null,
    },
  ],
  tally: { served: 61, part: 2, notServed: 3, reversed: 1, notPresented: 9 },
  byOperator: [{ operator: 'C01', name: 'Amina Yusuf', served: 61, part: 2, notServed: 3, reversed: 1, amounts: [] }],
  entries: 80,
  head: 'ab12'.repeat(16),
  check: 'x9Kd',
};
const style = { language: 'en', timeZone: 'UTC', nowMs: Date.UTC(2026, 10, 24, 12) } as const;
const printed = (of: DayReport): string[] =>
  linesOf(slipText(reportSlip(of, place, style), 48)).map((line) => line.replaceAll(/\s+/gu, ' ').trim());

test('an X report tells how the day stands, without a count', () => {
  const lines = printed(report);
  for (const expected of [
    'X report',
    'D02',
    'Opened 24 Nov 2026, 06:00',
    'Printed 24 Nov 2026, 12:00',
    'Served 61',
    'Oil 4 L',
    'Reversed 1',
    'Expected 40',
    'Expected 450,000 XOF',
    'Amina Yusuf 61 3',
    'ab12 ab12 ab12 ab12',
    'Check x9Kd',
  ])
    expect(lines).toContain(expected);
  expect(lines.join('\n')).not.toMatch(/Counted|Checkpoint/);
});

test('a Z report tells the count, the difference and who signed', () => {
  const [oil, cash] = report.accounts;
  const closed = {
    ...report,
    closedAtMs: style.nowMs,
    closedBy: 'S01',
    coSignedBy: 'S02',
    accounts: [{ ...oil!, counted: 39, difference: -1 }, cash!],
    checkpoint: { size: 81, root: 'Ab+/9zQ1' },
  };
  const lines = printed(closed);
  for (const expected of [
    'Z report',
    'Closed 24 Nov 2026, 12:00',
    'Signed also by S02',
    'Counted 39',
    'Difference -1',
    'Checkpoint 81 Ab+/9zQ1',
  ])
    expect(lines).toContain(expected);
});

test.each([
  ['en', 'CLOSED WITHOUT A SECOND SIGNATURE'],
  ['fr', 'CLÔTURÉ SANS SECONDE SIGNATURE'],
  ['ar', 'أُغلق دون توقيع ثانٍ'],
] as const)('a Z report says in %s that nobody else signed', (language, said) => {
  const banners = (sole: boolean) =>
    reportSlip({ ...report, sole }, place, { ...style, language }).filter(({ kind }) => kind === 'banner');
  expect(banners(true)).toEqual([{ kind: 'banner', text: said, size: 'large' }]);
  expect(banners(false)).toEqual([]);
});

test('a report of a provider’s desk tells what its services come to, once a currency', () => {
  const totals = {
    account: 'cash:XOF',
    captures: 3,
    captured: 61_000,
    takenBackCaptures: 1,
    takenBack: 1000,
    holds: 2,
    held: 40_000,
  };
  const lines = printed({ ...report, vouchers: [totals] });
  const at = lines.indexOf('Vouchers: services');
  expect(lines.slice(at, at + 7)).toEqual([
    'Vouchers: services',
    'Captures 3',
    'Captured 61,000 XOF',
    'Taken back 1,000 XOF',
    'To be claimed 60,000 XOF',
    'On hold 2',
    'Set aside 40,000 XOF',
  ]);
  expect(printed(report)).not.toContain('Vouchers: services');
});
