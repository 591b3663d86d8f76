import { checkPlace } from '../../../main/vault/ledger/entry.ts';
import { verify } from '../../../main/vault/crypto/ed25519.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { preAuthenticationEncoding } from '../../../shared/wire/dsse.ts';
import type { Arrived } from './arrived.ts';
import { claimsOf, type Claimed } from './claims.ts';
import type { LogRow } from './log-row.ts';

/** Why an entry counts for nothing yet. */
export type Doubt = Readonly<{ seq: number; reason: string }>;
export type Checked = Readonly<{ doubts: readonly Doubt[]; claims: readonly Claimed[] }>;

/**
 * `unreadable`: no entry of this place, and the station did not ask to keep it as it is. `fork`: signed by the station, but
 * it follows upon another entry than the one that is here.
 */
export type EntryProblem = Readonly<{ code: 'unreadable' | 'fork'; seq: number }>;

/** Holds new entries against the chain, from the log's end on. Signatures are checked here only where the chain breaks. */
export function checkEntries(log: LogRow, entries: readonly Arrived[]): Result<Checked, EntryProblem> {
  const doubts: Doubt[] = [];
  const claims: Claimed[] = [];
  let previous = log.leaf;
  for (const [index, arrived] of entries.entries()) {
    const seq = log.size + index;
    const { appended, flagged } = arrived;
    const fault =
      appended === undefined ? 'unreadable' : checkPlace(appended.entry, { origin: log.origin, seq, previous });
    if (flagged) doubts.push({ seq, reason: fault ?? 'flagged-by-station' });
    else if (fault !== undefined)
      return err({ code: fault === 'broken-chain' && isSigned(log, arrived) ? 'fork' : 'unreadable', seq });
    else if (appended !== undefined) {
      const claimed = claimsOf(log.id, appended.entry);
      if (claimed === undefined) doubts.push({ seq, reason: 'unknown-body' });
      else claims.push(...claimed);
    }
    previous = arrived.leaf;
  }
  return ok({ doubts, claims });
}

/** True where the station's key signed the entry. */
export function isSigned(log: Pick<LogRow, 'sign_key'>, { bytes, signature }: Arrived): boolean {
  return verify(signature, preAuthenticationEncoding(PAYLOAD_TYPE.entry, bytes), log.sign_key);
}
