import type { Problem } from '../../../shared/wire/upload.ts';

type Code = Problem['code'];
/** `status` where HTTP has a closer one than the code's own. */
type Facts = Readonly<{ status?: number; size?: number; seq?: number; detail?: string }>;

const PROBLEMS: Readonly<Record<Code, readonly [status: number, title: string]>> = {
  malformed: [400, 'The request is not as the interface describes it.'],
  'bad-digest': [400, 'The body is not the one its Content-Digest names.'],
  'bad-signature': [401, 'No signature of a known station covers this request.'],
  'unknown-issuer': [403, 'The certificate is by no issuing key of this programme.'],
  'unknown-log': [404, 'No such log is registered.'],
  'not-found': [404, 'There is nothing here.'],
  'other-key': [409, 'The log belongs to another key.'],
  rewind: [409, 'The collector has fewer entries: go on from its size.'],
  'too-large': [413, 'The body is larger than the interface allows.'],
  unreadable: [422, 'An entry cannot be read, or does not follow upon the one before.'],
  fork: [423, 'The log contradicts what it said before. Both are kept, and nothing more is taken.'],
  frozen: [423, 'The log is frozen until somebody has looked into a contradiction.'],
  busy: [429, 'Too much at once: try again later.'],
  'storage-fault': [503, 'The storage failed: try again later.'],
};

/** A declared refusal; thrown where a request is judged, answered as a problem (RFC 9457). */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: Code;
  readonly facts: Facts;

  constructor(code: Code, facts: Facts = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }

  problem(): Problem {
    const [status, title] = PROBLEMS[this.code];
    return { code: this.code, status, title, ...this.facts };
  }
}

export const PROBLEM_TYPE = 'application/problem+json';
/** When to come again after `busy` or `storage-fault`, in seconds. */
export const RETRY_AFTER_SECONDS = 5;
