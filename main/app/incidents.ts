import { randomBytes } from 'node:crypto';
import { ZodError } from 'zod';
import type { Log } from './log.ts';

export type Report = (where: string, cause: unknown) => string;

/** Turns a fault into a number to quote and a line in the log: the only place where a stack is written down. */
export function incidents(log: Log): Report {
  return (where, cause) => {
    const incident = randomBytes(4).toString('hex').toUpperCase();
    log('incident', { incident, where, text: textOf(cause) });
    return incident;
  };
}

const LONGEST_TEXT = 2000;

function textOf(cause: unknown): string {
  // A schema's complaint may repeat what was typed; only where and why is kept.
  if (cause instanceof ZodError)
    return cause.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; ');
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  return text.slice(0, LONGEST_TEXT);
}
