import { PACKED_TYPE } from '../../shared/wire/packed-entries.ts';
import { asked, carried, Ended, fail, textOf, vaultOutcome, type Outcome, type RoundPorts } from './exchange.ts';
import { afterFailure, afterSuccess, PACE_LIMITS } from './pace.ts';
import { problemOf, type Refused } from './problem.ts';
import { sendClaims } from './send-claims.ts';
import type { Reply } from './transport.ts';

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
    let from = await sendEntries(ports, size, packed);
    const outcome = await lookIntoInbox(ports);
    if (outcome.kind !== 'done') return outcome;
    // Last, and a little at a time: documents may take hours on a thin line, and what is handed over meanwhile goes first.
    while ((await sendClaims(ports)) === 'more') from = await sendEntries(ports, from, packed);
    return outcome;
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

/** Answers how many the collector has now. */
async function sendEntries(ports: RoundPorts, start: number, offersPacked: boolean): Promise<number> {
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
    if (ask === null) return from;
    const startMs = ports.nowMs();
    ports.pace.openFrom = from;
    const reply = await carried(ports, ask.request);
    ports.pace.openFrom = undefined;
    const refused = problemOf(reply);
    if (refused === undefined) {
      const size = await taken(ports, reply);
      // Only a signature was asked for; a collector that gives none is asked again in the next round.
      if (ask.count === 0) return from;
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
  return from;
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
