import type { VaultContract } from '../../shared/ipc/host-contract.ts';
import type { Client } from '../../shared/ipc/kinds.ts';
import type { PackageOrder, SignedRequest } from '../../shared/ipc/outbox-contract.ts';
import type { SendingProblem } from '../../shared/ipc/sending-views.ts';
import type { Result } from '../../shared/result.ts';
import { readRetryAfter } from './backoff.ts';
import type { Pace } from './pace.ts';
import { problemOf } from './problem.ts';
import type { Exchange, LinkFailure, Reply } from './transport.ts';

/** How a round ended. `stopped`: going on by itself would do harm. */
export type Outcome =
  | Readonly<{ kind: 'done' }>
  | Readonly<{ kind: 'locked' | 'not-set-up' }>
  | Readonly<{ kind: 'failed'; problem: SendingProblem; retryAfterMs?: number | undefined }>
  | Readonly<{ kind: 'stopped'; problem: SendingProblem }>;

export type RoundPorts = Readonly<{
  vault: Client<VaultContract>['outbox'];
  exchange: Exchange;
  /** Fetches a package that is offered; a failure waits for the next round. */
  fetchPackage: (order: PackageOrder) => Promise<Outcome>;
  /** Any clock that only runs forward. */
  nowMs: () => number;
  /** Lives from round to round; `openFrom`: the first entry of a request that was never answered. */
  pace: { current: Pace; openFrom?: number | undefined };
  /** Between two requests: lets whatever waits for the vault go first, and says whether to go on. */
  breathe: () => Promise<boolean>;
}>;

/** Thrown inside a round to end it. */
export class Ended extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

export async function asked<T>(answer: Promise<Result<T, { code: string }>>): Promise<T> {
  const found = await answer;
  if (!found.ok) throw new Ended(vaultOutcome(found.error.code));
  return found.value;
}

export async function carried({ exchange }: RoundPorts, request: SignedRequest): Promise<Reply> {
  const reply = await exchange(request);
  if (reply.ok) return reply.value;
  throw new Ended(linkOutcome(reply.error));
}

export function fail(reply: Reply): void {
  const refused = problemOf(reply);
  if (refused === undefined) return;
  throw new Ended({
    kind: 'failed',
    problem: refused.problem,
    retryAfterMs: readRetryAfter(reply.header('retry-after')),
  });
}

export function linkOutcome(failure: LinkFailure): Outcome {
  return { kind: 'failed', problem: failure };
}

export function vaultOutcome(code: string): Outcome {
  if (code === 'locked') return { kind: 'locked' };
  if (code === 'no-upstream') return { kind: 'not-set-up' };
  const isForeign = code === 'malformed' || code === 'not-cosigned';
  return { kind: 'failed', problem: isForeign ? 'not-a-collector' : 'station-fault' };
}

export function textOf({ body }: Reply): string {
  return Buffer.from(body).toString('utf8');
}
