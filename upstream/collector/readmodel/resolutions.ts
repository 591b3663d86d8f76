import { err, ok, type Result } from '../../../shared/result.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { openEnvelope, type EnvelopeFailure } from '../../../shared/wire/dsse.ts';
import { Resolution } from '../../../shared/wire/upload.ts';
import { utf8Text } from '../../../shared/wire/bytes.ts';
import type { DueTrust } from '../../due/read-due.ts';
import type { Sql } from '../sql/sql.ts';

export type ResolutionFailure = EnvelopeFailure | 'no-such-claim';

const MAXIMUM_BYTES = 16 * 1024;

/**
 * Takes in what the issuer decided about an entitlement that was claimed twice. Believed for its signature alone; a later
 * decision replaces an earlier one, the same one again changes nothing.
 */
export async function recordResolution(
  sql: Sql,
  bytes: Uint8Array,
  trust: DueTrust,
): Promise<Result<Resolution, ResolutionFailure>> {
  const opened = openEnvelope(bytes, { payloadType: PAYLOAD_TYPE.resolution, maximumBytes: MAXIMUM_BYTES, ...trust });
  if (!opened.ok) return opened;
  const json = parseStrictJson(opened.value.payload, MAXIMUM_BYTES);
  const parsed = Resolution.safeParse(json.ok ? json.value : undefined);
  if (!parsed.success) return err('malformed');
  const { programme, cycle, entitlement, rightful, decidedAtMs, decidedBy, note } = parsed.data;
  return sql.transaction(async (tx): Promise<Result<Resolution, ResolutionFailure>> => {
    // The hand-over may also be another site's, where the entitlement has another name.
    const scopes = await tx.query<{ id: number }>(
      `SELECT rec_scope.id FROM rec_scope WHERE programme = $1 AND cycle = $2 AND EXISTS (
         SELECT FROM rec_claim WHERE scope = rec_scope.id AND entitlement = $3 AND origin = $4 AND seq = $5
         UNION ALL
         SELECT FROM rec_due JOIN rec_due AS other ON other.common = rec_due.common
           JOIN rec_claim ON rec_claim.scope = other.scope AND rec_claim.entitlement = other.entitlement
         WHERE rec_due.scope = rec_scope.id AND rec_due.entitlement = $3 AND origin = $4 AND seq = $5)`,
      [programme, cycle, entitlement, rightful.log, rightful.seq],
    );
    if (scopes.length === 0) return err('no-such-claim');
    await tx.query(
      `INSERT INTO rec_resolution (programme, cycle, entitlement, log, seq, decided_by, decided_at_ms, note, envelope)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb)
       ON CONFLICT (programme, cycle, entitlement) DO UPDATE SET log = excluded.log, seq = excluded.seq,
         decided_by = excluded.decided_by, decided_at_ms = excluded.decided_at_ms, note = excluded.note,
         envelope = excluded.envelope WHERE rec_resolution.decided_at_ms < excluded.decided_at_ms`,
      [programme, cycle, entitlement, rightful.log, rightful.seq, decidedBy, decidedAtMs, note, utf8Text(bytes)],
    );
    await tx.query(
      `INSERT INTO rec_stale (scope, entitlement) SELECT unnest($1::integer[]), $2 ON CONFLICT DO NOTHING`,
      [scopes.map(({ id }) => id), entitlement],
    );
    return ok(parsed.data);
  });
}
