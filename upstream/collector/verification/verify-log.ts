import type { Entry } from '../../../shared/wire/entry-types.ts';
import { arrivedFrom } from '../ingest/arrived.ts';
import { claimsOf, recordClaims, type Claimed } from '../ingest/claims.ts';
import { quarantine } from '../ingest/log-row.ts';
import type { Sql, SqlQuery } from '../sql/sql.ts';
import { unsignedOf } from './verify-signatures.ts';

/** Entries read and checked at once. */
const BATCH = 500;

type Row = Readonly<{ seq: number; body: Uint8Array; signature: Uint8Array; doubted: boolean }>;

/**
 * Checks the signatures of the next entries of a log that nobody has checked yet, and moves the mark with what it found in one
 * transaction: after a crash the same entries are checked again. Answers how many it checked, 0 where nothing is left or
 * another process is at it.
 */
export function verifyNext(sql: Sql, log: number, now: () => number): Promise<number> {
  return sql.transaction(async (tx) => {
    const [place] = await tx.query<{ size: number; programme: string; sign_key: Uint8Array }>(
      `SELECT v.size, l.programme, l.sign_key FROM verification v JOIN log l ON l.id = v.log
       WHERE v.log = $1 AND v.size < l.size FOR UPDATE OF v SKIP LOCKED`,
      [log],
    );
    if (place === undefined) return 0;
    const rows = await tx.query<Row>(
      `SELECT seq, body, signature, EXISTS (SELECT FROM quarantine q WHERE q.log = $1 AND q.seq = e.seq) AS doubted
       FROM entry e WHERE log = $1 AND seq >= $2 ORDER BY seq LIMIT $3`,
      [log, place.size, BATCH],
    );
    const forged = (await unsignedOf(rows, place.sign_key)).map((index) => rows[index] as Row);
    if (forged.length > 0) await withdraw(tx, { log, programme: place.programme }, forged, now());
    await tx.query('UPDATE verification SET size = $2 WHERE log = $1', [log, place.size + rows.length]);
    return rows.length;
  });
}

/** What the station's key did not sign stays in the chain, but what it says was handed over or captured counts no more. */
async function withdraw(
  tx: SqlQuery,
  { log, programme }: Readonly<{ log: number; programme: string }>,
  forged: readonly Row[],
  nowMs: number,
): Promise<void> {
  const claims = forged.filter(({ doubted }) => !doubted).flatMap((row) => undone(log, row));
  await quarantine(
    tx,
    log,
    forged.map(({ seq }) => ({ seq, reason: 'forged' })),
    'forged',
    nowMs,
  );
  await recordClaims(tx, programme, claims, nowMs);
}

function undone(log: number, { seq, body, signature }: Row): Claimed[] {
  const entry: Entry | undefined = arrivedFrom(body, signature, false).appended?.entry;
  const claims = entry?.t === 'handover' || entry?.t === 'capture' ? (claimsOf(log, entry) ?? []) : [];
  return claims.map(({ entitlement, cycle }) => ({ entitlement, cycle, act: ['undo', log, seq] }));
}
