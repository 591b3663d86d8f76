import type { SendingProblem } from '../../shared/ipc/sending-views.ts';
import { Problem } from '../../shared/wire/upload.ts';
import type { Reply } from './transport.ts';

type Code = Problem['code'] | 'unknown';
/** A refusal: the collector's own code, and what it means for the people here. */
export type Refused = Readonly<{
  code: Code;
  problem: SendingProblem;
  size?: number | undefined;
  seq?: number | undefined;
}>;

const MEANINGS: Readonly<Record<Problem['code'], SendingProblem>> = {
  malformed: 'refused-request',
  'too-large': 'refused-request',
  // Something on the way changed the bytes; another try brings others.
  'bad-digest': 'interrupted',
  'bad-signature': 'unknown-station',
  'unknown-log': 'unknown-station',
  'unknown-issuer': 'unknown-station',
  'other-key': 'other-key',
  rewind: 'interrupted',
  unreadable: 'refused-request',
  fork: 'fork',
  frozen: 'frozen',
  'not-found': 'refused-request',
  busy: 'busy',
  'storage-fault': 'storage-fault-upstream',
};

const MAXIMUM_BYTES = 64 * 1024;

/** Reads an answer that is no success; undefined for one that is. Whatever is no collector's refusal is not taken for one. */
export function problemOf({ status, body }: Reply): Refused | undefined {
  if (status >= 200 && status < 300) return undefined;
  const problem = body.length > MAXIMUM_BYTES ? undefined : Problem.safeParse(readJson(body)).data;
  if (problem !== undefined)
    return { code: problem.code, problem: MEANINGS[problem.code], size: problem.size, seq: problem.seq };
  if (status === 429 || status === 503) return { code: 'busy', problem: 'busy' };
  if (status >= 500) return { code: 'unknown', problem: 'storage-fault-upstream' };
  return { code: 'unknown', problem: 'not-a-collector' };
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}
