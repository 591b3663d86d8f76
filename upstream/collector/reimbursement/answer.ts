import { err, ok, type Result } from '../../../shared/result.ts';
import { toHex, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { ClaimStatus } from '../../../shared/wire/claim-file.ts';
import { PAYLOAD_TYPE, type Envelope } from '../../../shared/wire/documents.ts';
import { sealEnvelope } from '../../../shared/wire/dsse.ts';
import { addMessage } from '../inbox/inbox.ts';
import type { Witness } from '../logs/acknowledge.ts';
import { findLog } from '../ingest/log-row.ts';
import type { Sql } from '../sql/sql.ts';
import type { ClaimRow } from './claim-rows.ts';

export type AnswerPorts = Readonly<{ sql: Sql; witness: Witness; programme: string; nowMs: number }>;
export type Answer = Pick<ClaimStatus, 'answer' | 'reason' | 'reference' | 'paidOn' | 'by'>;
export type AnswerFailure = 'reason-missing' | 'payment-missing' | 'malformed' | 'replaced';

/**
 * Answers a claim: signed by the collector, kept, and put before the claim's station. Answers the signed document, which may also be
 * carried there. A question needs its words, a payment its reference and day; one that took another's place is answered in its stead.
 */
export async function answerClaim(
  { sql, witness, programme, nowMs }: AnswerPorts,
  row: ClaimRow,
  answer: Answer,
): Promise<Result<Readonly<{ envelope: Envelope; number: number }>, AnswerFailure>> {
  if (answer.answer === 'queried' && answer.reason === '') return err('reason-missing');
  if (answer.answer === 'paid' && (answer.reference === '' || answer.paidOn === '')) return err('payment-missing');
  if (row.replacedBy !== null) return err('replaced');
  const log = await findLog(sql, row.origin);
  if (log === undefined) return err('malformed');
  const [newest] = await sql.query<{ number: number | null }>(
    'SELECT max(number) AS number FROM claim_answer WHERE log = $1 AND seq = $2',
    [row.log, row.seq],
  );
  const number = Math.max(nowMs, (newest?.number ?? 0) + 1);
  const status = ClaimStatus.safeParse({
    v: 1,
    programme,
    log: row.origin,
    seq: row.seq,
    number,
    ...answer,
    atMs: nowMs,
  });
  if (!status.success) return err('malformed');
  const envelope = sealEnvelope(PAYLOAD_TYPE.claimStatus, utf8Bytes(JSON.stringify(status.data)), witness.signer);
  await sql.query('INSERT INTO claim_answer VALUES ($1, $2, $3, $4, $5::jsonb)', [
    row.log,
    row.seq,
    number,
    answer.answer,
    JSON.stringify(envelope),
  ]);
  const to = { programme, site: log.site, signKey: toHex(new Uint8Array(log.sign_key)) };
  await addMessage(sql, to, { kind: 'claim-status', status: envelope }, nowMs);
  return ok({ envelope, number });
}
