import { err, ok, type Result } from '../../../shared/result.ts';
import { CLAIM_FILE_LIMITS, type ParcelHead } from '../../../shared/wire/claim-file.ts';
import type { Sql, SqlQuery } from '../sql/sql.ts';
import type { ParcelFiles } from './parcel-files.ts';

/** Which claim of which station a sealed file belongs to. */
export type ParcelOf = Readonly<{ keyId: string; seq: number; sha256: string }>;
export type ParcelPorts = Readonly<{ sql: Sql; parcels: ParcelFiles; nowMs: number }>;
type Failure = 'not-found' | 'too-large' | 'rewind' | 'busy' | 'bad-digest';

/** A claim sealed anew, for another collector or after a restored disk, comes under another hash; more often than this it does not. */
const MOST_FILES = 5;

/** How much of a file is there. `not-found`: the station's log has no such claim here (yet). */
export async function parcelHead(
  { sql, parcels }: Pick<ParcelPorts, 'sql' | 'parcels'>,
  parcel: ParcelOf,
): Promise<Result<ParcelHead, 'not-found'>> {
  if ((await logOfClaim(sql, parcel)) === undefined) return err('not-found');
  return ok({ sha256: parcel.sha256, ...(await parcels.size(parcel.sha256)) });
}

/**
 * Takes a piece of a file. Only files of claims that are in the log here are taken, each of bounded size and a few a claim: so a stolen
 * key cannot fill the disk with more than its own signed claims.
 */
export async function takePiece(
  { sql, parcels, nowMs }: ParcelPorts,
  parcel: ParcelOf,
  piece: Readonly<{ bytes: Uint8Array; from: number; of: number }>,
): Promise<Result<ParcelHead, Readonly<{ code: Failure; size?: number }>>> {
  const log = await logOfClaim(sql, parcel);
  if (log === undefined) return err({ code: 'not-found' });
  if (piece.of > CLAIM_FILE_LIMITS.bytes || piece.bytes.length > CLAIM_FILE_LIMITS.pieceBytes)
    return err({ code: 'too-large' });
  if (!(await begin(sql, log, parcel, piece.of, nowMs))) return err({ code: 'too-large' });
  const added = await parcels.add(parcel.sha256, piece);
  if (!added.ok) {
    if (added.error === 'busy') return err({ code: 'busy' });
    if (added.error === 'damaged') return err({ code: 'bad-digest' });
    return err({ code: 'rewind', size: (await parcels.size(parcel.sha256)).size });
  }
  if (added.value.whole)
    await sql.query('UPDATE claim_parcel SET whole = true WHERE log = $1 AND seq = $2 AND sha256 = $3', [
      log,
      parcel.seq,
      parcel.sha256,
    ]);
  return ok({ sha256: parcel.sha256, ...added.value });
}

async function begin(sql: Sql, log: number, parcel: ParcelOf, bytes: number, nowMs: number): Promise<boolean> {
  const rows = await sql.query<{ sha256: string }>('SELECT sha256 FROM claim_parcel WHERE log = $1 AND seq = $2', [
    log,
    parcel.seq,
  ]);
  if (rows.some(({ sha256 }) => sha256 === parcel.sha256)) return true;
  if (rows.length >= MOST_FILES) return false;
  await sql.query(
    `INSERT INTO claim_parcel (log, seq, sha256, bytes, begun_at_ms) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
    [log, parcel.seq, parcel.sha256, bytes, nowMs],
  );
  return true;
}

/** The log of the key in which that entry is a claim. */
export async function logOfClaim(
  sql: SqlQuery,
  { keyId, seq }: Readonly<{ keyId: string; seq: number }>,
): Promise<number | undefined> {
  const [row] = await sql.query<{ id: number }>(
    `SELECT l.id FROM log l JOIN entry e ON e.log = l.id AND e.seq = $2 WHERE l.key_id = $1 AND e.type = 'claim'
     ORDER BY l.id DESC LIMIT 1`,
    [keyId, seq],
  );
  return row?.id;
}
