import type { Signer } from '../../../shared/wire/ed25519.ts';
import { cosignNote, parseNote } from '../../../shared/wire/note.ts';
import type { LogHead, Quarantined } from '../../../shared/wire/upload.ts';
import { toBase64Url } from '../../../shared/wire/bytes.ts';
import { findLog } from '../ingest/log-row.ts';
import type { SqlQuery } from '../sql/sql.ts';

/** Who acknowledges: name and key of its cosignatures. */
export type Witness = Readonly<{ name: string; signer: Signer }>;

const QUARANTINED_SHOWN = 100;

/**
 * Where the collector stands with a log. The newest checkpoint is cosigned here where it is not yet, which is after its rows are on the
 * disk: a crash in between is mended by the next who asks. Undefined for an unknown log.
 */
export async function headOf(
  sql: SqlQuery,
  witness: Witness,
  origin: string,
  nowMs: number,
): Promise<LogHead | undefined> {
  const log = await findLog(sql, origin);
  if (log === undefined) return undefined;
  const note = await newestCosigned(sql, witness, log.id, nowMs);
  const quarantined = await sql.query<Quarantined>(
    'SELECT seq, reason FROM (SELECT seq, reason FROM quarantine WHERE log = $1 ORDER BY seq DESC LIMIT $2) newest ORDER BY seq',
    [log.id, QUARANTINED_SHOWN],
  );
  return {
    log: log.origin,
    size: log.size,
    leaf: toBase64Url(log.leaf),
    note,
    state: log.frozen ? 'frozen' : 'open',
    quarantined,
    timeMs: nowMs,
  };
}

/** The newest checkpoint of a log with the collector's cosignature, or null before the first. */
export async function newestCosigned(
  sql: SqlQuery,
  witness: Witness,
  log: number,
  nowMs: number,
): Promise<string | null> {
  const [newest] = await sql.query<{ size: number; note: string; cosigned: string | null }>(
    'SELECT size, note, cosigned FROM checkpoint WHERE log = $1 ORDER BY size DESC LIMIT 1',
    [log],
  );
  if (newest === undefined) return null;
  if (newest.cosigned !== null) return newest.cosigned;
  const [kept] = await sql.query<{ cosigned: string }>(
    `UPDATE checkpoint SET cosigned = coalesce(cosigned, $3), cosigned_at_ms = coalesce(cosigned_at_ms, $4)
     WHERE log = $1 AND size = $2 RETURNING cosigned`,
    [log, newest.size, cosigned(newest.note, witness, nowMs), nowMs],
  );
  return kept?.cosigned ?? null;
}

function cosigned(note: string, { name, signer }: Witness, nowMs: number): string {
  const parsed = parseNote(note);
  if (!parsed.ok) throw new Error('A stored checkpoint cannot be read');
  return `${note}${cosignNote(parsed.value.text, name, signer, Math.floor(nowMs / 1000))}\n`;
}
