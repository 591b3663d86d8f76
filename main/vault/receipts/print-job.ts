import type { Database } from '@signalapp/sqlcipher';
import type { Projector } from '../ledger/ledger.types.ts';

/** Orders one sheet. `job` is the entry that orders it: the hand-over, or a reprint. */
export function queueJob(db: Database, job: number, handover: number, copy: number): void {
  db.prepare(`INSERT INTO print_job (job, handover, copy, state) VALUES (?, ?, ?, 'queued')`).run([
    job,
    handover,
    copy,
  ]);
}

export const projectReprint: Projector<'reprint'> = (db, { entry }) => queueJob(db, entry.seq, entry.of, entry.copy);

/** `of` names the job. */
export const projectPrint: Projector<'print'> = (db, { entry }) => {
  const { changes } = db.prepare('UPDATE print_job SET state = ? WHERE job = ?').run([entry.state, entry.of]);
  if (changes !== 1) throw new Error('An outcome of a print job that nobody ordered');
};
