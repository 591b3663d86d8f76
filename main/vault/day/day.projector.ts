import { z } from 'zod';
import type { Projector } from '../ledger/ledger.types.ts';
import { moveAccounts } from '../stock/day-account.ts';

export const projectOpen: Projector<'open'> = (db, { entry }) => {
  db.prepare('INSERT INTO day_session (day, open_seq, opened_at_ms, opened_by, cycle) VALUES (?, ?, ?, ?, ?)').run([
    entry.day,
    entry.seq,
    Date.parse(entry.at),
    entry.op,
    entry.cyc,
  ]);
  moveAccounts(db, entry.day, 'opening', [...entry.cash, ...entry.stock]);
};

export const projectReceive: Projector<'receive_stock'> = (db, { entry }) => {
  moveAccounts(db, entry.day, 'received', entry.amounts);
};

export const projectCount: Projector<'count'> = (db, { entry }) => {
  db.prepare('INSERT INTO count_round (day, round, seq) VALUES (?, ?, ?)').run([entry.day, entry.round, entry.seq]);
  db.prepare('UPDATE day_account SET counted = 0 WHERE day = ?').run([entry.day]);
  const put = db.prepare(
    `INSERT INTO day_account (day, account, counted) VALUES (?, ?, ?)
     ON CONFLICT (day, account) DO UPDATE SET counted = excluded.counted`,
  );
  for (const [account, quantity] of entry.amounts) put.run([entry.day, account, quantity]);
};

/** Households that never came cannot be told from the entries, only from the roll of that day. */
export const CloseAux = z.object({ notPresented: z.int().min(0) });

export const projectClose: Projector<'day_close'> = (db, { entry }, aux) => {
  const { changes } = db
    .prepare(
      `UPDATE day_session SET close_seq = ?, closed_at_ms = ?, closed_by = ?, cosigned_by = ?, sole = ?, not_presented = ?
       WHERE day = ? AND close_seq IS NULL`,
    )
    .run([
      entry.seq,
      Date.parse(entry.at),
      entry.op,
      entry.apv?.by ?? null,
      entry.apv?.sole === true ? 1 : 0,
      CloseAux.parse(aux).notPresented,
      entry.day,
    ]);
  if (changes !== 1) throw new Error('A day that is not open cannot be closed');
};
