import type { Database } from '@signalapp/sqlcipher';
import { z } from 'zod';
import type { ActOrdinal } from '../../../shared/wire/entry-types.ts';
import { signatureCharacters } from '../../../shared/wire/receipt-code.ts';
import { claim } from '../handovers/claims.ts';
import { NoteAux } from '../handovers/note.ts';
import type { Projector } from '../ledger/ledger.types.ts';
import { queueOriginal } from '../receipts/print-job.ts';
import { VoucherDetails } from './details.ts';
import { CASH_LINE } from './voucher.ts';

/** What a hold or capture brings beside its entry. */
export const VoucherAux = z.object({ details: VoucherDetails, note: NoteAux.optional() });
export type VoucherAux = z.infer<typeof VoucherAux>;

export const projectHold: Projector<'hold'> = (db, { entry, signature }, aux) => {
  const { details, note } = VoucherAux.parse(aux);
  const [account, amount] = entry.amount;
  db.prepare('INSERT INTO voucher_hold VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)').run([
    entry.seq,
    entry.hid,
    entry.vch,
    entry.day,
    entry.cyc,
    entry.ben,
    account,
    amount,
    Date.parse(entry.at),
    entry.op,
    signatureCharacters(signature),
    JSON.stringify(details),
    note?.text ?? null,
  ]);
  claim(db, entry.seq, entry.acts);
  queueOriginal(db, entry.seq);
};

export const projectCapture: Projector<'capture'> = (db, { entry, signature }, aux) => {
  const { details, note } = VoucherAux.parse(aux);
  const [account, amount] = entry.amount;
  db.prepare(
    `INSERT INTO line_balance (entitlement, line, due, given) VALUES (?, ?, ?, 0)
     ON CONFLICT (entitlement, line) DO UPDATE SET due = max(excluded.due, given)`,
  ).run([entry.vch, CASH_LINE, details.dueMinor]);
  take(db, entry.vch, amount);
  const left = db
    .prepare('SELECT due - given FROM line_balance WHERE entitlement = ? AND line = ?', { pluck: true })
    .get<number>([entry.vch, CASH_LINE]);
  db.prepare('INSERT INTO voucher_capture VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)').run([
    entry.seq,
    entry.hid,
    entry.vch,
    entry.day,
    entry.cyc,
    entry.ben,
    account,
    amount,
    isComplete(entry.acts) ? 0 : (left ?? 0),
    entry.of ?? null,
    JSON.stringify(entry.services),
    Date.parse(entry.at),
    entry.op,
    signatureCharacters(signature),
    JSON.stringify(details),
    note?.text ?? null,
  ]);
  if (entry.of !== undefined) endHold(db, entry.of, entry.seq);
  claim(db, entry.seq, entry.acts);
  queueOriginal(db, entry.seq);
};

export const projectRelease: Projector<'release'> = (db, { entry }) => {
  db.prepare('INSERT INTO voucher_release VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run([
    entry.seq,
    entry.of,
    entry.day,
    entry.reason,
    Date.parse(entry.at),
    entry.op,
    entry.apv?.by ?? null,
    entry.apv?.sole === true ? 1 : 0,
  ]);
  claim(db, entry.seq, entry.acts);
  const captured = db
    .prepare('SELECT amount FROM voucher_capture WHERE seq = ?', { pluck: true })
    .get<number>([entry.of]);
  if (captured === undefined) return endHold(db, entry.of, entry.seq);
  db.prepare('UPDATE voucher_capture SET released_by = ? WHERE seq = ?').run([entry.seq, entry.of]);
  take(db, entry.vch, -captured);
  // Only what had moved something needs paper.
  queueOriginal(db, entry.seq);
};

export const projectHolderCheck: Projector<'holder_check'> = (db, { entry }, aux) => {
  db.prepare('INSERT INTO holder_check VALUES (?, ?, ?, ?, ?, ?)').run([
    entry.seq,
    entry.hid,
    entry.vch,
    HolderCheckAux.parse(aux).day,
    entry.by,
    entry.matched ? 1 : 0,
  ]);
};
/** The day session in which the question was put. */
export const HolderCheckAux = z.object({ day: z.string() });

function isComplete(acts: readonly ActOrdinal[]): boolean {
  return acts.every(([, , complete]) => complete === 1);
}

function endHold(db: Database, hold: number, by: number): void {
  const { changes } = db
    .prepare('UPDATE voucher_hold SET ended_by = ? WHERE seq = ? AND ended_by IS NULL')
    .run([by, hold]);
  if (changes !== 1) throw new Error('A hold that does not stand cannot be ended');
}

function take(db: Database, voucher: string, amount: number): void {
  const { changes } = db
    .prepare('UPDATE line_balance SET given = given + ? WHERE entitlement = ? AND line = ?')
    .run([amount, voucher, CASH_LINE]);
  if (changes !== 1) throw new Error('A voucher was used whose whole is not known');
}
