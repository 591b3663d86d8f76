import { fork } from 'node:child_process';
import { BenchError } from './bench-error.ts';
import type { JobMessage } from './job-process.ts';
import type { JobInput, JobName, JobOutput } from './jobs/index.ts';

export type RunJob = <K extends JobName>(name: K, input: JobInput<K>) => Promise<JobOutput<K>>;

/**
 * Runs jobs in fresh processes, one at a time. Their temporary files go below `folder`, so that nothing stays behind where
 * one is killed. Throws a BenchError where a job failed or was interrupted.
 */
export function createJobRunner(folder: string, signal: AbortSignal): RunJob {
  const program = process.argv[1];
  if (program === undefined) throw new Error('This program has no file');
  const env = { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder };
  return (name, input) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const child = fork(program, ['--job', name, JSON.stringify(input)], { env, execArgv: process.execArgv });
      let told: JobMessage | undefined;
      const stop = (): void => void child.kill('SIGKILL');
      signal.addEventListener('abort', stop, { once: true });
      child.on('message', (message) => {
        told = message as JobMessage;
      });
      child.once('error', reject);
      child.once('exit', (code, killedBy) => {
        signal.removeEventListener('abort', stop);
        // The answer is the job's own, which the message channel does not know.
        if (told !== undefined && 'answer' in told) resolve(told.answer as never);
        else if (signal.aborted) reject(new BenchError('Interrupted'));
        else reject(new BenchError(told?.problem ?? `${name} ended without an answer (${killedBy ?? code})`));
      });
    });
}
