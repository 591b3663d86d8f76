import type { Database } from '@signalapp/sqlcipher';
import { z } from 'zod';
import type { HandedLine } from '../../../shared/wire/entry-types.ts';
import { signatureCharacters } from '../../../shared/wire/receipt-code.ts';
import { countComer, countDay } from '../day/tally.store.ts';
import type { Projector } from '../ledger/ledger.types.ts';
import { queueOriginal } from '../receipts/print-job.ts';
import { amountsOf, moveAccounts } from '../stock/day-account.ts';
import { claim } from './claims.ts';
import { ReceiptAux } from './handover-aux.ts';
import { NoteAux } from './note.ts';

/** What a hand-over brings beside its entry. It names people and so never leaves the station. */
export const HandoverAux = z.object({
  /** Null for the holder of a voucher whom the roll does not know. */
  household: z.string().nullable(),
  name: z.string(),
  receipt: ReceiptAux,
  /** [entitlement pseudonym, line id, quantity due in all] of every line touched. */
  due: z.array(z.tuple([z.string(), z.string(), z.int().min(0)])),
  note: NoteAux.optional(),
});
export type HandoverAux = z.infer<typeof HandoverAux>;

export const projectHandover: Projector<'handover'> = (db, { entry, signature }, aux) => {
  const local = HandoverAux.parse(aux);
  db.prepare(
    `INSERT INTO handover (seq, token, day, cycle, ben, household, name, part, at_ms, operator, check_characters, receipt, note)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run([
    entry.seq,
    entry.hid,
    entry.day,
    entry.cyc,
    entry.ben,
    local.household,
    local.name,
    entry.part ? 1 : 0,
    Date.parse(entry.at),
    entry.op,
    signatureCharacters(signature),
    JSON.stringify(local.receipt),
    local.note?.text ?? null,
  ]);
  claim(db, entry.seq, entry.acts);
  give(db, entry.lines, local.due);
  const line = db.prepare('INSERT INTO handover_line VALUES (?, ?, ?, ?, ?)');
  for (const [entitlement, id, account, quantity] of entry.lines)
    line.run([entry.seq, entitlement, id, account, quantity]);
  moveAccounts(db, entry.day, 'handed', amountsOf(entry.lines));
  queueOriginal(db, entry.seq);
  countDay(db, entry.day, { served: 1, part: entry.part ? 1 : 0 });
  if (local.household !== null) countComer(db, { cycle: entry.cyc, ben: entry.ben }, { served: 1 });
};

export const projectVoid: Projector<'void'> = (db, { entry }) => {
  db.prepare('INSERT INTO reversal VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run([
    entry.seq,
    entry.of,
    entry.day,
    entry.reason,
    Date.parse(entry.at),
    entry.op,
    entry.apv.by,
    entry.apv.sole === true ? 1 : 0,
  ]);
  db.prepare('UPDATE handover SET reversed_by = ? WHERE seq = ?').run([entry.seq, entry.of]);
  claim(db, entry.seq, entry.acts);
  const back = db.prepare('UPDATE line_balance SET given = given - ? WHERE entitlement = ? AND line = ?');
  for (const [entitlement, line, , quantity] of entry.lines) back.run([quantity, entitlement, line]);
  moveAccounts(db, entry.day, 'reversed', amountsOf(entry.lines));
  const undone = db
    .prepare('SELECT day, cycle, ben, household, part FROM handover WHERE seq = ?')
    .get<{ day: string; cycle: string; ben: string; household: string | null; part: number }>([entry.of]);
  if (undone === undefined) throw new Error('A hand-over that never was cannot be reversed');
  countDay(db, undone.day, { served: -1, part: -undone.part });
  countDay(db, entry.day, { reversed: 1 });
  queueOriginal(db, entry.seq);
  if (undone.household !== null) countComer(db, undone, { served: -1 });
};

/** `expected`: the household had something to collect at this desk in this cycle. */
export const NotServedAux = z.object({ expected: z.boolean(), note: NoteAux.optional() });
export type NotServedAux = z.infer<typeof NotServedAux>;

export const projectNotServed: Projector<'not_served'> = (db, { entry }, aux) => {
  const local = NotServedAux.parse(aux);
  db.prepare('INSERT INTO not_served VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)').run([
    entry.seq,
    entry.nid,
    entry.day,
    entry.cyc,
    entry.ben ?? null,
    entry.verdict,
    entry.reason,
    Date.parse(entry.at),
    entry.op,
    local.note?.text ?? null,
  ]);
  countDay(db, entry.day, { not_served: 1 });
  if (entry.ben !== undefined && local.expected)
    countComer(db, { cycle: entry.cyc, ben: entry.ben }, { turned_away: 1 });
};

function give(db: Database, lines: readonly HandedLine[], due: HandoverAux['due']): void {
  // The roll's own figure counts: a delta may have raised or lowered it since the last act.
  const know = db.prepare(
    `INSERT INTO line_balance (entitlement, line, due, given) VALUES (?, ?, ?, 0)
     ON CONFLICT (entitlement, line) DO UPDATE SET due = max(excluded.due, given)`,
  );
  for (const row of due) know.run(row);
  const add = db.prepare('UPDATE line_balance SET given = given + ? WHERE entitlement = ? AND line = ?');
  for (const [entitlement, line, , quantity] of lines) {
    if (add.run([quantity, entitlement, line]).changes !== 1)
      throw new Error('A line was handed over without its due quantity');
  }
}
