import type { VaultContract } from '../../shared/ipc/host-contract.ts';
import type { Client } from '../../shared/ipc/kinds.ts';
import type { PackageOrder, SignedRequest } from '../../shared/ipc/outbox-contract.ts';
import type { SendingProblem } from '../../shared/ipc/sending-views.ts';
import type { Result } from '../../shared/result.ts';
import { PACKED_TYPE } from '../../shared/wire/packed-entries.ts';
import { readRetryAfter } from './backoff.ts';
import { afterFailure, afterSuccess, PACE_LIMITS, type Pace } from './pace.ts';
import { problemOf, type Refused } from './problem.ts';
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

class Ended extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

/** A collector that keeps changing its mind about where it stands is not followed for ever. */
const MOST_REWINDS = 3;

/**
 * One round: ask where the collector stands, send what it lacks, see what it has for us. The collector's size is the only cursor;
 * nothing is remembered here from one round to the next but the pace.
 */
export async function runRound(ports: RoundPorts): Promise<Outcome> {
  try {
    const { reply, size } = await findHead(ports);
    settlePace(ports, size);
    const packed = reply.header('accept')?.includes(PACKED_TYPE) === true;
    await sendEntries(ports, size, packed);
    return await lookIntoInbox(ports);
  } catch (thrown) {
    if (thrown instanceof Ended) return thrown.outcome;
    throw thrown;
  }
}

/** Sends less where a request broke off and brought nothing; one of which something arrived was not too large. */
function settlePace({ pace }: RoundPorts, size: number): void {
  if (pace.openFrom !== undefined && size <= pace.openFrom) pace.current = afterFailure(pace.current);
  pace.openFrom = undefined;
}

/** The collector's head of this log; a log it does not know is registered first. */
async function findHead(ports: RoundPorts): Promise<Readonly<{ reply: Reply; size: number }>> {
  const head = async (): Promise<Reply> => carried(ports, await asked(ports.vault.askHead()));
  let reply = await head();
  if (problemOf(reply)?.code === 'unknown-log') {
    const registered = await carried(ports, await asked(ports.vault.askRegistration()));
    fail(registered);
    reply = await head();
  }
  fail(reply);
  return { reply, size: await taken(ports, reply) };
}

async function sendEntries(ports: RoundPorts, start: number, offersPacked: boolean): Promise<void> {
  let from = start;
  let packed = offersPacked;
  let rewinds = 0;
  /** While an unreadable entry is looked for: at most so many at a time. */
  let most = Number.POSITIVE_INFINITY;
  while (await ports.breathe()) {
    const { entries, bytes } = ports.pace.current;
    const wanted = packed
      ? { entries: Math.min(entries, most), bytes: PACE_LIMITS.mostBytes }
      : { entries: Math.min(entries, most, PACE_LIMITS.mostLines), bytes };
    const ask = await asked(ports.vault.askEntries({ from, ...wanted, packed }));
    if (ask === null) return;
    const startMs = ports.nowMs();
    ports.pace.openFrom = from;
    const reply = await carried(ports, ask.request);
    ports.pace.openFrom = undefined;
    const refused = problemOf(reply);
    if (refused === undefined) {
      const size = await taken(ports, reply);
      // Only a signature was asked for; a collector that gives none is asked again in the next round.
      if (ask.count === 0) return;
      if (size <= from) throw new Ended({ kind: 'failed', problem: 'not-a-collector' });
      ports.pace.current = afterSuccess(ports.pace.current, ask.request.body?.length ?? 0, ports.nowMs() - startMs);
      most = size >= from + ask.count ? Number.POSITIVE_INFINITY : most;
      from = size;
    } else if (refused.code === 'rewind' && rewinds < MOST_REWINDS) {
      rewinds += 1;
      from = (await findHead(ports)).size;
    } else if (reply.status === 415 && packed) {
      packed = false;
    } else if (refused.code === 'too-large' && ask.count > 1) {
      ports.pace.current = afterFailure(ports.pace.current);
      most = Math.floor(ask.count / 2);
    } else if (refused.code === 'unreadable') {
      most = await closeIn(ports, from, ask.count, refused);
    } else if (refused.code === 'fork' || refused.code === 'frozen') {
      // The head tells what is the matter; where it tells nothing, the refusal itself stands.
      await findHead(ports);
      throw new Ended({ kind: refused.code === 'fork' ? 'stopped' : 'failed', problem: refused.code });
    } else {
      fail(reply);
    }
  }
}

/**
 * The collector cannot read something in this run: sends less until the entry stands alone, which then goes flagged. Where the
 * collector names it, what comes before it goes first.
 */
async function closeIn(ports: RoundPorts, from: number, count: number, { seq }: Refused): Promise<number> {
  if (count > 1) {
    const before = seq !== undefined && seq > from && seq < from + count ? seq - from : undefined;
    return seq === from ? 1 : (before ?? Math.floor(count / 2));
  }
  const flagged = await ports.vault.flagPoison({ seq: from });
  if (!flagged.ok) throw new Ended(vaultOutcome(flagged.error.code));
  const again = await asked(ports.vault.askEntries({ from, entries: 1, bytes: 1024, packed: false }));
  const reply = again === null ? undefined : await carried(ports, again.request);
  if (reply !== undefined) fail(reply);
  return 1;
}

async function lookIntoInbox(ports: RoundPorts): Promise<Outcome> {
  if (!(await ports.breathe())) return { kind: 'done' };
  const reply = await carried(ports, await asked(ports.vault.askInbox()));
  // A collector without inboxes has nothing for anybody.
  if (reply.status === 404) return { kind: 'done' };
  fail(reply);
  const inbox = await ports.vault.takeInbox({ text: textOf(reply) });
  if (!inbox.ok) return vaultOutcome(inbox.error.code);
  for (const order of inbox.value.packages) {
    const fetched = await ports.fetchPackage(order);
    if (fetched.kind !== 'done') return fetched;
  }
  return { kind: 'done' };
}

async function taken({ vault }: RoundPorts, reply: Reply): Promise<number> {
  const head = await vault.takeHead({ text: textOf(reply) });
  if (!head.ok) throw new Ended(vaultOutcome(head.error.code));
  const { size, stop } = head.value;
  if (stop === 'frozen') throw new Ended({ kind: 'failed', problem: 'frozen' });
  if (stop !== null) throw new Ended({ kind: 'stopped', problem: stop });
  return size;
}

async function asked<T>(answer: Promise<Result<T, { code: string }>>): Promise<T> {
  const found = await answer;
  if (!found.ok) throw new Ended(vaultOutcome(found.error.code));
  return found.value;
}

async function carried({ exchange }: RoundPorts, request: SignedRequest): Promise<Reply> {
  const reply = await exchange(request);
  if (reply.ok) return reply.value;
  throw new Ended(linkOutcome(reply.error));
}

function fail(reply: Reply): void {
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

function textOf({ body }: Reply): string {
  return Buffer.from(body).toString('utf8');
}
