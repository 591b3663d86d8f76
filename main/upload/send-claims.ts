import { asked, carried, Ended, fail, textOf, vaultOutcome, type RoundPorts } from './exchange.ts';
import { afterSuccess } from './pace.ts';
import { problemOf } from './problem.ts';
import type { Reply } from './transport.ts';

/** Pieces between two looks at the ledger, which goes first. */
const PIECES = 4;

/**
 * Sends what claims are about, piece by piece: the collector's size is the only cursor. `more`: there is more to send, but entries may
 * have come meanwhile.
 */
export async function sendClaims(ports: RoundPorts): Promise<'done' | 'more'> {
  const parcel = await asked(ports.vault.nextClaim());
  if (parcel === null) return 'done';
  const { seq, sha256 } = parcel;
  const answered = await carried(ports, await asked(ports.vault.askClaim({ seq, sha256 })));
  // A collector that takes no claims, or has not seen the entry: it is asked again in the next round.
  if (problemOf(answered)?.code === 'not-found' || answered.status === 404) return 'done';
  fail(answered);
  let head = await taken(ports, seq, sha256, answered);
  for (let piece = 0; piece < PIECES && !head.whole; piece += 1) {
    if (!(await ports.breathe())) return 'done';
    const most = ports.pace.current.bytes;
    const request = await asked(ports.vault.askClaimPiece({ ...parcel, from: head.size, most }));
    const startMs = ports.nowMs();
    const reply = await carried(ports, request);
    fail(reply);
    const next = await taken(ports, seq, sha256, reply);
    if (!next.whole && next.size <= head.size) throw new Ended({ kind: 'failed', problem: 'not-a-collector' });
    ports.pace.current = afterSuccess(ports.pace.current, request.body?.length ?? 0, ports.nowMs() - startMs);
    head = next;
  }
  return 'more';
}

async function taken(
  { vault }: RoundPorts,
  seq: number,
  sha256: string,
  reply: Reply,
): Promise<Readonly<{ size: number; whole: boolean }>> {
  const head = await vault.takeClaimHead({ seq, sha256, text: textOf(reply) });
  if (!head.ok) throw new Ended(vaultOutcome(head.error.code));
  return head.value;
}
