import type { Database } from '@signalapp/sqlcipher';
import type { Projector } from '../ledger/ledger.types.ts';

/** Orders the original of an act's paper: the receipt of a hand-over, or the slip of a reversal. The job bears the act's number. */
export function queueOriginal(db: Database, seq: number): void {
  db.prepare(`INSERT INTO print_job (job, of_seq, copy, state) VALUES (?, ?, 0, 'queued')`).run([seq, seq]);
}

/** Orders a copy, under the number of the entry that asks for it. */
export const projectReprint: Projector<'reprint'> = (db, { entry }) => {
  const { changes } = db
    .prepare(
      `INSERT INTO print_job (job, of_seq, copy, state)
       SELECT ?, of_seq, ?, 'queued' FROM print_job WHERE of_seq = ? AND copy = 0`,
    )
    .run([entry.seq, entry.copy, entry.of]);
  if (changes !== 1) throw new Error('A copy of a paper that no act has');
};

/** `of` names the job. */
export const projectPrint: Projector<'print'> = (db, { entry }) => {
  const { changes } = db.prepare('UPDATE print_job SET state = ? WHERE job = ?').run([entry.state, entry.of]);
  if (changes !== 1) throw new Error('An outcome of a print job that nobody ordered');
};
