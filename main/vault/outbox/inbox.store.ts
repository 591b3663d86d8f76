import type { Database } from '@signalapp/sqlcipher';
import { InboxMessage, type Resolution } from '../../../shared/wire/upload.ts';

export type MessageState = 'waiting' | 'here' | 'done' | 'refused';

/** Number of the newest message, 0 for none: where the next look into the inbox begins. */
export function newestMessage(db: Database): number {
  return Number(db.prepare('SELECT coalesce(max(id), 0) FROM inbox_message', { pluck: true }).get());
}

export function keepMessage(db: Database, message: InboxMessage, state: MessageState): void {
  db.prepare('INSERT OR IGNORE INTO inbox_message (id, kind, body, state) VALUES (?, ?, ?, ?)').run([
    message.id,
    message.kind,
    // A trust list is large, and lies among its own.
    message.kind === 'trust' ? '{}' : JSON.stringify(message),
    state,
  ]);
}

export function markMessage(db: Database, id: number, state: MessageState): void {
  db.prepare('UPDATE inbox_message SET state = ? WHERE id = ?').run([state, id]);
}

type OfKind<K extends InboxMessage['kind']> = Extract<InboxMessage, { kind: K }>;

/** The newest message of a kind in a state. */
export function newestOf<K extends InboxMessage['kind']>(
  db: Database,
  kind: K,
  state: MessageState,
): OfKind<K> | undefined {
  const body = db
    .prepare('SELECT body FROM inbox_message WHERE kind = ? AND state = ? ORDER BY id DESC LIMIT 1', { pluck: true })
    .get<string>([kind, state]);
  return body === undefined ? undefined : (InboxMessage.parse(JSON.parse(body)) as OfKind<K>);
}

/** Messages of a kind before the given one are settled by it. */
export function settleBefore(db: Database, kind: InboxMessage['kind'], id: number): void {
  db.prepare(`UPDATE inbox_message SET state = 'done' WHERE kind = ? AND id < ? AND state IN ('waiting', 'here')`).run([
    kind,
    id,
  ]);
}

/** A later decision on the same entitlement takes the place of an earlier one. */
export function keepResolution(db: Database, origin: string, resolution: Resolution): void {
  const { cycle, entitlement, rightful, decidedAtMs, decidedBy, note } = resolution;
  db.prepare(
    `INSERT INTO resolution (cycle, entitlement, log, seq, here, decided_at_ms, decided_by, note)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (cycle, entitlement) DO UPDATE SET log = excluded.log, seq = excluded.seq, here = excluded.here,
       decided_at_ms = excluded.decided_at_ms, decided_by = excluded.decided_by, note = excluded.note`,
  ).run([
    cycle,
    entitlement,
    rightful.log,
    rightful.seq,
    rightful.log === origin ? 1 : 0,
    decidedAtMs,
    decidedBy,
    note,
  ]);
}

/** The newest hand-over of this desk that touches the entitlement; undefined where there is none. */
export function handoverOf(db: Database, cycle: string, entitlement: string): number | undefined {
  return (
    db
      .prepare(
        `SELECT max(l.seq) FROM handover_line l JOIN handover h ON h.seq = l.seq WHERE l.entitlement = ? AND h.cycle = ?`,
        { pluck: true },
      )
      .get<number | null>([entitlement, cycle]) ?? undefined
  );
}

/** What was decided about a hand-over: whether it stands. Undefined where nothing was. */
export function resolutionOf(db: Database, seq: number): boolean | undefined {
  const rows = db
    .prepare(
      `SELECT DISTINCT r.here = 1 AND r.seq = l.seq AS stands FROM handover_line l JOIN handover h ON h.seq = l.seq
       JOIN resolution r ON r.entitlement = l.entitlement AND r.cycle = h.cycle WHERE l.seq = ?`,
      { pluck: true },
    )
    .all<number>([seq]);
  return rows.length === 0 ? undefined : rows.every((stands) => stands === 1);
}
