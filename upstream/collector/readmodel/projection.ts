import type { Sql } from '../sql/sql.ts';
import { projectLog, waitingLogs } from './project-log.ts';
import { refreshStale } from './refresh.ts';

/** Entries that no log's projection has read, and entitlements to be looked at again: both 0 where the reports are level. */
export type Lag = Readonly<{ entries: number; entitlements: number }>;

export async function lagOf(sql: Sql): Promise<Lag> {
  const [lag] = await sql.query<Lag>(
    `SELECT (SELECT coalesce(sum(log.size - coalesce(rec_cursor.seq, 0)), 0)::bigint
       FROM log LEFT JOIN rec_cursor ON rec_cursor.log = log.id) AS entries,
     (SELECT count(*) FROM rec_stale) AS entitlements`,
  );
  return lag ?? { entries: 0, entitlements: 0 };
}

/**
 * Brings the tables level with what has been received and checked. Logs take turns, so that a large one does not hold up the
 * small ones, and a log that fails does not hold up the others: its fault is thrown at the end. Answers how many entries it
 * read; stops early, between two transactions, when the signal says so.
 */
export async function project(sql: Sql, signal?: AbortSignal): Promise<number> {
  const failed = new Map<number, unknown>();
  let read = 0;
  const isStopped = (): boolean => signal?.aborted === true;
  for (;;) {
    const waiting = (await waitingLogs(sql)).filter(({ id }) => !failed.has(id));
    for (const log of waiting) {
      if (isStopped()) return read;
      try {
        read += await projectLog(sql, log);
      } catch (thrown) {
        failed.set(log.id, thrown);
      }
    }
    while (!isStopped() && (await refreshStale(sql)) > 0);
    if (isStopped() || waiting.length === 0) break;
  }
  const [fault] = failed.values();
  if (failed.size > 0) throw new Error(`${failed.size} logs could not be reconciled`, { cause: fault });
  return read;
}

const OWN_TABLES = [
  'claim',
  'voucher',
  'coming',
  'stray',
  'day',
  'account',
  'service',
  'hour',
  'stock',
  'cursor',
  'state',
  'line',
  'cell',
];

/** Forgets all that was worked out and works it out again from the entries. Due lists and decisions stay. */
export async function rebuild(sql: Sql): Promise<number> {
  await sql.transaction(async (tx) => {
    await tx.script(`TRUNCATE ${OWN_TABLES.map((name) => `rec_${name}`).join(', ')}`);
    await tx.script(
      'INSERT INTO rec_stale (scope, entitlement) SELECT scope, entitlement FROM rec_due ON CONFLICT DO NOTHING',
    );
  });
  return project(sql);
}

/** Keeps the tables level with what arrives: looks for it every `sweepEveryMs`, until stopped between two transactions. */
export function startProjection(
  options: Readonly<{ sql: Sql; sweepEveryMs: number; onFault: (fault: unknown) => void }>,
): Readonly<{ stop: () => Promise<void> }> {
  const { sql, onFault } = options;
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  const sweep = (): void => {
    running ??= project(sql, stopping.signal)
      .then(() => undefined, onFault)
      .finally(() => (running = undefined));
  };
  const timer = setInterval(sweep, options.sweepEveryMs);
  timer.unref();
  sweep();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
