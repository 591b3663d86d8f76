import type { Database } from '@signalapp/sqlcipher';
import type { PrintState } from '../../../shared/domain/verdict.ts';

export type PaperState = Readonly<{ print: PrintState; copies: number }>;

/** What is known of the newest sheet of an act, and how many copies were ordered. Bytes may be on their way: then `sent`. */
export function paperState(db: Database): (seq: number) => PaperState {
  const newest = db.prepare(
    `SELECT CASE WHEN j.state = 'queued' AND s.job IS NOT NULL THEN 'sent' ELSE j.state END AS print, j.copy AS copies
     FROM print_job j LEFT JOIN print_started s ON s.job = j.job WHERE j.of_seq = ? ORDER BY j.copy DESC LIMIT 1`,
  );
  return (seq) => newest.get<{ print: PrintState; copies: number }>([seq]) ?? { print: 'none', copies: 0 };
}
