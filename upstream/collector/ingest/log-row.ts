import type { SqlQuery } from '../sql/sql.ts';

/** A log as the database has it. */
export type LogRow = Readonly<{
  id: number;
  origin: string;
  programme: string;
  site: string;
  sign_key: Uint8Array;
  key_id: string;
  size: number;
  leaf: Uint8Array;
  frontier: Uint8Array;
  frozen: boolean;
}>;

const COLUMNS = 'id, origin, programme, site, sign_key, key_id, size, leaf, frontier, frozen';

export async function findLog(sql: SqlQuery, origin: string): Promise<LogRow | undefined> {
  return (await sql.query<LogRow>(`SELECT ${COLUMNS} FROM log WHERE origin = $1`, [origin]))[0];
}

/**
 * Reads a log and holds its lock until the transaction ends. Rows of others may name the log meanwhile: the other side of a double
 * claim does, while it may be waiting for an entitlement that this transaction holds.
 */
export async function lockLog(tx: SqlQuery, origin: string): Promise<LogRow | undefined> {
  return (await tx.query<LogRow>(`SELECT ${COLUMNS} FROM log WHERE origin = $1 FOR NO KEY UPDATE`, [origin]))[0];
}

export type AlarmKind = 'fork' | 'forged' | 'quarantined' | 'behind-station';

/** Tells people once. */
export async function raiseAlarm(
  tx: SqlQuery,
  alarm: Readonly<{ kind: AlarmKind; log: number; seq: number }>,
  nowMs: number,
): Promise<void> {
  await tx.query('INSERT INTO alarm (kind, log, seq, raised_at_ms) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
    alarm.kind,
    alarm.log,
    alarm.seq,
    nowMs,
  ]);
}

/** An entry that stays in the chain and counts for nothing; the first reason stays. */
export async function quarantine(
  tx: SqlQuery,
  log: number,
  found: readonly Readonly<{ seq: number; reason: string }>[],
  kind: AlarmKind,
  nowMs: number,
): Promise<void> {
  for (const { seq, reason } of found) {
    await tx.query('INSERT INTO quarantine VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [log, seq, reason, nowMs]);
    await raiseAlarm(tx, { kind, log, seq }, nowMs);
  }
}
