import { jobs, type JobName } from './jobs/index.ts';

// A measured process: does one job, sends its answer to the process that started it, and ends. It ends too when that one does.

/** `problem` is an error's stack: the data is invented, so nothing in it is anybody's. */
export type JobMessage = Readonly<{ answer: unknown } | { problem: string }>;

process.on('disconnect', () => process.exit(1));

function tell(message: JobMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, (thrown: Error | null) => (thrown === null ? resolve() : reject(thrown)));
  });
}

try {
  const job = (await jobs[process.argv[3] as JobName]()) as (input: unknown) => unknown;
  const answer = await job(JSON.parse(process.argv[4] ?? 'null'));
  await tell({ answer: answer ?? null });
} catch (thrown) {
  await tell({ problem: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) });
  process.exitCode = 1;
}
process.removeAllListeners('disconnect');
process.disconnect?.();
