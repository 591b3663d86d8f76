import { randomBytes } from 'node:crypto';
import type { Log } from './log.ts';

/** A fault that another process has already logged under its number. */
export class ReportedFault extends Error {
  readonly incident: string;
  constructor(incident: string) {
    super('reported already');
    this.incident = incident;
  }
}

export type Report = (where: string, cause: unknown) => string;

/** `7F3A-02C1`: short enough to read out over the phone, long enough to find in a log. */
export function newIncident(): string {
  const hex = randomBytes(4).toString('hex').toUpperCase();
  return `${hex.slice(0, 4)}-${hex.slice(4)}`;
}

function describeCause(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  // A schema's complaint repeats what was typed; only where and why may be kept.
  if ('issues' in cause && Array.isArray(cause.issues)) {
    const issues = cause.issues as readonly { path?: readonly PropertyKey[]; code?: string }[];
    return issues.map((issue) => `${(issue.path ?? []).map(String).join('.')}: ${issue.code ?? ''}`).join('; ');
  }
  const deeper = cause.cause === undefined ? '' : ` <- ${describeCause(cause.cause)}`;
  return `${cause.stack ?? cause.message}${deeper}`;
}

/** Gives every unforeseen fault a number a person can read out; the text stays in the log. */
export function createReport(log: Log): Report {
  return (where, cause) => {
    const incident = cause instanceof ReportedFault ? cause.incident : newIncident();
    log.write('fault', where, { incident, cause: describeCause(cause) });
    return incident;
  };
}
