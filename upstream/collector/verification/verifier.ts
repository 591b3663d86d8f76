import type { Sql } from '../sql/sql.ts';
import { verifyNext } from './verify-log.ts';

export type Verifier = Readonly<{
  /** Says that a log has grown. */
  noticed: (log: number) => void;
  /** Waits until nothing that was noticed or left over is unchecked. */
  settled: () => Promise<void>;
  /** Finishes the batch that runs and stops. */
  stop: () => Promise<void>;
}>;

export type VerifierOptions = Readonly<{
  sql: Sql;
  now: () => number;
  /** How often to look for what others took in or a fault left over; every entry is checked within this time and the queue's. */
  sweepEveryMs: number;
  onFault: (fault: unknown) => void;
}>;

/** Checks the signature of every entry after it was taken in: one batch at a time, log after log. */
export function startVerifier({ sql, now, sweepEveryMs, onFault }: VerifierOptions): Verifier {
  const waiting = new Set<number>();
  const stopping = new AbortController();
  let running: Promise<void> | undefined;

  async function work(): Promise<void> {
    for (let [log] = waiting; log !== undefined && !stopping.signal.aborted; [log] = waiting) {
      // At the end of the queue again while there is more, so that a large log does not hold up the small ones.
      waiting.delete(log);
      if ((await verifyNext(sql, log, now)) > 0) waiting.add(log);
    }
  }
  function run(): void {
    running ??= work()
      .catch(onFault)
      .finally(() => (running = undefined));
  }
  async function sweep(): Promise<void> {
    const rows = await sql.query<{ log: number }>(
      'SELECT v.log FROM verification v JOIN log l ON l.id = v.log WHERE v.size < l.size',
    );
    for (const { log } of rows) waiting.add(log);
    run();
  }
  const timer = setInterval(() => void sweep().catch(onFault), sweepEveryMs);
  timer.unref();
  void sweep().catch(onFault);

  return {
    noticed(log) {
      waiting.add(log);
      run();
    },
    async settled() {
      await sweep();
      await running;
    },
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await running;
    },
  };
}
