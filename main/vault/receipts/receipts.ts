import type { PrintJob } from '../../../shared/ipc/paper-views.ts';
import type { PrintState } from '../../../shared/domain/verdict.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { append, database, unforeseen, type Serving } from '../session/serving.ts';
import { paperOf } from './paper.ts';
import { paperState } from './paper-state.ts';

type Write = 'disk-full' | 'storage-fault';
type Done<F extends string> = Result<void, { code: F | Write }>;

/** The oldest sheet that was ordered and not begun. */
export function nextPrint(serving: Serving): PrintJob | null {
  const row = database(serving)
    .prepare(
      `SELECT j.job, j.of_seq, j.copy FROM print_job j
       WHERE j.state = 'queued' AND NOT EXISTS (SELECT 1 FROM print_started s WHERE s.job = j.job) ORDER BY j.job LIMIT 1`,
    )
    .get<{ job: number; of_seq: number; copy: number }>();
  return row === undefined ? null : { job: row.job, copy: row.copy, paper: paperOf(serving, row.of_seq) };
}

/** From here on the paper may exist. Durable before it answers, so that a restart does not print the original twice. */
export function printStarted(serving: Serving, job: number): Done<'not-found'> {
  const db = database(serving);
  if (stateOf(serving, job) === undefined) return err({ code: 'not-found' });
  db.prepare('INSERT OR IGNORE INTO print_started (job) VALUES (?)').run([job]);
  return ok(undefined);
}

/** What became of a sheet, as a signed entry. An outcome that says the same again adds nothing. */
export function printOutcome(serving: Serving, job: number, state: PrintState): Done<'not-found'> {
  const before = stateOf(serving, job);
  if (before === undefined) return err({ code: 'not-found' });
  if (before !== state) {
    const appended = append(serving, { t: 'print', body: { of: job, state } });
    if (!appended.ok) return err({ code: unforeseen(appended.error) });
  }
  database(serving).prepare('DELETE FROM print_started WHERE job = ?').run([job]);
  return ok(undefined);
}

/** Orders a copy of a receipt or a reversal slip. The paper says COPY and its number; the act is not touched. */
export function reprint(serving: Serving, seq: number): Done<'not-found' | 'no-day-open'> {
  if (serving.day() === null) return err({ code: 'no-day-open' });
  const { print, copies } = paperState(database(serving))(seq);
  if (print === 'none') return err({ code: 'not-found' });
  const appended = append(serving, { t: 'reprint', body: { of: seq, copy: copies + 1 } });
  return appended.ok ? ok(undefined) : err({ code: unforeseen(appended.error) });
}

/** The clerk has looked whether the paper came out. */
export function settle(serving: Serving, seq: number, cameOut: boolean): Done<'not-found'> {
  const job = database(serving)
    .prepare('SELECT job FROM print_job WHERE of_seq = ? ORDER BY job DESC LIMIT 1', { pluck: true })
    .get([seq]);
  return typeof job === 'number'
    ? printOutcome(serving, job, cameOut ? 'confirmed' : 'failed')
    : err({ code: 'not-found' });
}

/** After a start: whatever had been begun has an unknown end, and so have sheets of acts that nobody saw answered. */
export function closeOpenPrints(serving: Serving, replayed: readonly number[]): Done<never> {
  const started = database(serving).prepare('SELECT job FROM print_started', { pluck: true }).all<number>();
  const unseen = replayed.filter((seq) => stateOf(serving, seq) === 'queued');
  for (const job of new Set([...started, ...unseen])) {
    const done = printOutcome(serving, job, 'unknown');
    if (!done.ok && done.error.code !== 'not-found') return err({ code: done.error.code });
  }
  return ok(undefined);
}

function stateOf(serving: Serving, job: number): PrintState | undefined {
  return database(serving).prepare('SELECT state FROM print_job WHERE job = ?', { pluck: true }).get<PrintState>([job]);
}
