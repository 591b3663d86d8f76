import type { DueLine } from '../../../shared/wire/due.ts';
import {
  capture,
  CYCLE,
  dueLine,
  entriesOf,
  handover,
  hold,
  logOf,
  notServed,
  open,
  release,
  reversal,
  voucher,
} from '../reconcile/history.fixture.ts';
import type { SiteHistory } from '../reconcile/reconcile.ts';
import type { Sql } from '../sql/sql.ts';
import { importDue } from './import-due.ts';
import { project } from './projection.ts';
import { dueFile, seedLog, trust } from './seed.fixture.ts';

const DAY = '2026-11-24';
const HOUSEHOLDS = 60;
const name = (n: number): string =>
  `E${String(n)
    .padStart(15, 'A')
    .replaceAll(/[01789]/g, (digit) => 'GHIJKLMNOP'[Number(digit)] ?? 'A')}`;

/** A day at two desks with something of everything: whole, part, in vain, reversed, twice, never due; vouchers, one used twice. */
export const LINES: readonly DueLine[] = Array.from({ length: HOUSEHOLDS }, (_, n) => {
  const [, household, , lines] = dueLine(n, '', 250_000, 2);
  return [name(n), household, n % 3 === 0 ? 'desk-1' : n % 3 === 1 ? 'desk-2' : '', lines];
});

const whole = (n: number, oil = 2) =>
  [
    [name(n), '1', 'cash:SDG', 250_000],
    [name(n), '2', 'OIL', oil],
  ] as const;
const give = (n: number) => handover(DAY, `H${n}`, whole(n));

/** The first hold's place in its log. */
const HELD = 30;

const one = [
  open(DAY, 120, 20_000_000),
  ...Array.from({ length: 18 }, (_, index) => give(index * 3)),
  handover(DAY, 'H2', [[name(2), '2', 'OIL', 1]], 0, 0),
  { t: 'receive_stock', day: DAY, waybill: 'W-1', amounts: [['OIL', 60]] },
  ...[5, 8, 11, 14].map(give),
  reversal(DAY, 22),
  notServed(DAY, 'H54', 'card-problem'),
  notServed(DAY, 'H57', 'out-of-stock'),
  notServed(DAY, 'H57', 'documents-missing'),
  { t: 'handover', day: 9 },
  hold(DAY, 1),
  capture(DAY, 1, 3000, 1, HELD),
  hold(DAY, 2),
  capture(DAY, 3, 125_000),
  release(DAY, 3, HELD + 3),
];
const two = [
  open(DAY, 100, 15_000_000),
  ...Array.from({ length: 14 }, (_, index) => give(index * 3 + 1)),
  ...[5, 8, 3].map(give),
  give(99),
  capture(DAY, 1, 2500),
  handover(DAY, 'H4', [[voucher(4), 'OIL', 'OIL', 1]]),
];

export const seededHistory: SiteHistory = {
  cycle: CYCLE,
  lists: [{ number: 1, lines: LINES }],
  logs: [
    { log: logOf('desk-1'), entries: entriesOf(logOf('desk-1'), one, 'AMINA') },
    { log: logOf('desk-2'), entries: entriesOf(logOf('desk-2'), two, 'SAMUEL') },
  ],
  rightful: new Map(),
};

/** Received at `receivedAtMs`, imported, worked into the tables. */
export async function seedProgramme(sql: Sql, receivedAtMs: number): Promise<void> {
  const file = dueFile(LINES, { siteName: 'Kassala', cycleName: 'November 2026' });
  const imported = await importDue(sql, file.path, trust, 0);
  file.remove();
  if (!imported.ok) throw new Error(imported.error.code);
  const ids: number[] = [];
  for (const log of seededHistory.logs) ids.push(await seedLog(sql, log, receivedAtMs));
  await sql.query(
    `INSERT INTO claim_conflict (programme, cycle, entitlement, first_log, first_seq, second_log, second_seq, found_at_ms)
     VALUES ('relief', $1, $2, $3, $4, $5, $6, 0)`,
    [CYCLE, voucher(1), ids[0] ?? 0, one.length - 4, ids[1] ?? 0, two.length - 2],
  );
  await project(sql);
}
