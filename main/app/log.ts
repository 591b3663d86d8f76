import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from './redact.ts';

const ROTATE_AT_BYTES = 1_000_000;

export type Log = (event: string, facts?: Readonly<Record<string, string | number | boolean | null>>) => void;

/**
 * One JSON line an event, in `<directory>/station.log`, rotated once. Facts are codes, counts and times: callers never
 * pass names, ids of people or scanned text, and the log has no place to put them by accident (no nested objects).
 */
export function openLog(directory: string, now: () => number): Log {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, 'station.log');
  return (event, facts = {}) => {
    const safe = Object.entries(facts).map(([key, fact]) => [key, typeof fact === 'string' ? redact(fact) : fact]);
    const line = `${JSON.stringify({ at: new Date(now()).toISOString(), event, ...Object.fromEntries(safe) })}\n`;
    try {
      rotate(path);
      appendFileSync(path, line, { mode: 0o600 });
    } catch {
      // A full disk must not stop a distribution for the sake of its log.
    }
  };
}

function rotate(path: string): void {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > ROTATE_AT_BYTES) renameSync(path, `${path}.1`);
}
