import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { CollectorError } from '../collector-error.ts';

/**
 * Keeps a second process off the embedded database. The file names the process that has it; one left by a process that is gone is
 * taken over. Answers what gives it back.
 */
export function lockFolder(path: string): () => void {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (thrown) {
      if ((thrown as { code?: string }).code !== 'EEXIST') throw thrown;
      const holder = Number(readFileSync(path, 'utf8'));
      if (holder !== process.pid && isRunning(holder))
        throw new CollectorError(
          `Process ${holder} is using this data folder. Stop it first, or use a PostgreSQL server.`,
        );
      rmSync(path, { force: true });
    }
  }
  throw new CollectorError(`${path} cannot be made`);
}

function isRunning(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (thrown) {
    return (thrown as { code?: string }).code === 'EPERM';
  }
}
