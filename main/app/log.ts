import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { redact } from './redact.ts';

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;
export type Log = Readonly<{ write(level: 'info' | 'fault', what: string, fields?: LogFields): void }>;

const LARGEST_BYTES = 1024 * 1024;
const KEPT_FILES = 4;

function rotate(file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < LARGEST_BYTES) return;
  for (let index = KEPT_FILES; index > 0; index -= 1) {
    const older = index === 1 ? file : `${file}.${index - 1}`;
    if (statSync(older, { throwIfNoEntry: false })) renameSync(older, `${file}.${index}`);
  }
}

/** One JSON object a line in `<folder>/station.log`, at most five files of 1 MiB. A disk that is full must not stop the station. */
export function openLog(folder: string, clock: () => number): Log {
  const file = join(folder, 'station.log');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    write(level, what, fields = {}) {
      const safe = Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? redact(value) : value]);
      const line = JSON.stringify({ at: new Date(clock()).toISOString(), level, what, ...Object.fromEntries(safe) });
      try {
        rotate(file);
        appendFileSync(file, `${line}\n`, { mode: 0o600 });
      } catch {
        // Nowhere left to say it; the incident number still reaches the screen.
      }
    },
  };
}
