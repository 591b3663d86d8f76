import Database from '@signalapp/sqlcipher';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrate } from '../store/migrate.ts';
import { ledgerMigrations } from '../store/migrations.ts';
import { dayByName } from './day.store.ts';
import { capturedOf, voucherTotals } from './vouchers-of-day.ts';

const [FIRST, SECOND] = ['2026-11-24', '2026-11-25'];
let db: Database;

beforeEach(() => {
  db = new Database(':memory:');
  migrate(db, ledgerMigrations, () => 0);
});
afterEach(() => db.close());

const openDay = (day: string, seq: number, closeSeq: number | null = null) =>
  db
    .prepare(
      'INSERT INTO day_session (day, open_seq, opened_at_ms, opened_by, cycle, close_seq) VALUES (?, ?, 0, ?, ?, ?)',
    )
    .run([day, seq, 'SUP', 'C', closeSeq]);
const hold = (seq: number, day: string, amount: number, endedBy: number | null = null, account = 'cash:SDG') =>
  db
    .prepare(
      `INSERT INTO voucher_hold (seq, token, voucher, day, cycle, ben, account, amount, at_ms, operator, check_characters, details, ended_by)
       VALUES (?, ?, ?, ?, 'C', 'B', ?, ?, 0, 'CLK', '', '{}', ?)`,
    )
    .run([seq, `T${seq}`, `V${seq}`, day, account, amount, endedBy]);
const capture = (seq: number, day: string, amount: number, account = 'cash:SDG') =>
  db
    .prepare(
      `INSERT INTO voucher_capture (seq, token, voucher, day, cycle, ben, account, amount, remaining, services, at_ms, operator,
         check_characters, details) VALUES (?, ?, ?, ?, 'C', 'B', ?, ?, 0, '[]', 0, 'CLK', '', '{}')`,
    )
    .run([seq, `T${seq}`, `V${seq}`, day, account, amount]);
const release = (seq: number, day: string, of: number) =>
  db
    .prepare(
      "INSERT INTO voucher_release (seq, of_seq, day, reason, at_ms, operator, sole) VALUES (?, ?, ?, 'other', 0, 'CLK', 0)",
    )
    .run([seq, of, day]);

it('adds up captures and what was taken back, each on the day it was done', () => {
  openDay(FIRST, 0, 20);
  openDay(SECOND, 21);
  hold(1, FIRST, 9_000, 2);
  capture(2, FIRST, 5_000);
  capture(3, FIRST, 700);
  capture(4, FIRST, 30, 'cash:USD');
  release(5, FIRST, 4);
  hold(6, FIRST, 4_000, 25);
  hold(7, FIRST, 800);
  hold(22, SECOND, 60, 23);
  release(23, SECOND, 22);
  release(24, SECOND, 2);
  capture(25, SECOND, 1_000);
  expect(capturedOf(db, FIRST)).toEqual([
    ['cash:SDG', 5_700],
    ['cash:USD', 0],
  ]);
  expect(capturedOf(db, SECOND)).toEqual([['cash:SDG', -4_000]]);
  const totals = (day: string) => voucherTotals(db, dayByName(db, day)!);
  const dollars = { account: 'cash:USD', captures: 1, captured: 30, takenBackCaptures: 1, takenBack: 30 };
  expect(totals(FIRST)).toEqual([
    { account: 'cash:SDG', captures: 2, captured: 5_700, takenBackCaptures: 0, takenBack: 0, holds: 2, held: 4_800 },
    { ...dollars, holds: 0, held: 0 },
  ]);
  expect(totals(SECOND)).toEqual([
    { account: 'cash:SDG', captures: 1, captured: 1_000, takenBackCaptures: 1, takenBack: 5_000, holds: 1, held: 800 },
  ]);
});

it('has nothing of a day without vouchers', () => {
  openDay(FIRST, 0);
  expect(capturedOf(db, FIRST)).toEqual([]);
  expect(voucherTotals(db, dayByName(db, FIRST)!)).toEqual([]);
});
