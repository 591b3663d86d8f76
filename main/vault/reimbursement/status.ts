import { err, ok, type Result } from '../../../shared/result.ts';
import { fromHex } from '../../../shared/wire/bytes.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import { ClaimStatus } from '../../../shared/wire/claim-file.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { openEnvelope } from '../../../shared/wire/dsse.ts';
import { keyId } from '../../../shared/wire/ed25519.ts';
import { verify } from '../crypto/ed25519.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { raiseAlarm } from '../outbox/outbox.store.ts';
import { database } from '../session/serving.ts';
import { reimbursementStore } from './reimbursement.store.ts';

const MAXIMUM_BYTES = 64 * 1024;

export type StatusFailure = 'not-an-answer' | 'forged-answer' | 'foreign-answer';

/**
 * Reads what the office says of a claim. It is believed for the signature of the collector that the package names, as an
 * acknowledgement is: it moves no money and no entitlement here, and the issuing key stays away from the collector.
 */
export function readClaimStatus(
  { upstream, origin, certificate, serving }: Outbox,
  bytes: Uint8Array,
): Result<ClaimStatus, StatusFailure> {
  const key = fromHex(upstream.publicKey);
  const opened = openEnvelope(bytes, {
    payloadType: PAYLOAD_TYPE.claimStatus,
    maximumBytes: MAXIMUM_BYTES,
    findKey: (id) => (id === keyId(key) ? key : undefined),
    verify,
  });
  if (!opened.ok)
    return err(opened.error === 'forged' || opened.error === 'unknown-key' ? 'forged-answer' : 'not-an-answer');
  const json = parseStrictJson(opened.value.payload, MAXIMUM_BYTES);
  const status = json.ok ? ClaimStatus.safeParse(json.value).data : undefined;
  if (status === undefined) return err('not-an-answer');
  const ours = status.programme === certificate.body.programme && status.log === origin;
  const known = reimbursementStore(database(serving)).statement(status.seq);
  return ours && known !== undefined ? ok(status) : err('foreign-answer');
}

/** Keeps an answer. An older one that comes later, or again, changes nothing that is shown. A question is told to a supervisor. */
export function keepClaimStatus({ serving }: Pick<Outbox, 'serving'>, status: ClaimStatus, nowMs: number): void {
  const db = database(serving);
  const store = reimbursementStore(db);
  const isNew = store.keepStatus(status.seq, status);
  const newest = store.statement(status.seq)?.status?.number;
  if (isNew && status.answer === 'queried' && newest === status.number)
    raiseAlarm(db, 'claim-queried', status.seq, 0, nowMs);
}
