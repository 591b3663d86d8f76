import { err } from '../../../shared/result.ts';
import type { Sql } from '../sql/sql.ts';
import { unsignedOf } from '../verification/verify-signatures.ts';
import { ingest } from './ingest.ts';
import type { Batch } from './lines.ts';
import { findLog } from './log-row.ts';

/** As `ingest`, for what no request's signature covers: every entry's own signature is checked before anything is stored. */
export async function ingestSigned(
  sql: Sql,
  origin: string,
  from: number,
  batch: Batch,
  nowMs: number,
): ReturnType<typeof ingest> {
  const log = await findLog(sql, origin);
  if (log === undefined) return err({ code: 'unknown-log' });
  const signed = batch.entries.map(({ bytes, signature }) => ({ body: bytes, signature }));
  const [unsigned] = await unsignedOf(signed, log.sign_key);
  if (unsigned !== undefined) return err({ code: 'unreadable', seq: from + unsigned });
  return ingest(sql, origin, from, batch, nowMs);
}
