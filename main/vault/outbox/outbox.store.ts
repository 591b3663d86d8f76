import type { Database } from '@signalapp/sqlcipher';
import type { AlarmKind, AlarmView, EntryWay } from '../../../shared/ipc/sending-views.ts';

/** What is known of the log's way home. The figures are sizes of the log: numbers of entries from the first on. */

export type Acknowledgement = Readonly<{
  size: number;
  /** The collector's signed note, as it came. */
  note: string;
  collector: string;
  /** The collector's signed time. */
  atMs: number;
  via: 'link' | 'stick';
}>;

/** Keeps an acknowledgement; one that covers nothing new adds nothing. */
export function keepAcknowledgement(db: Database, { size, note, collector, atMs, via }: Acknowledgement): void {
  if (size <= acknowledgedSize(db)) return;
  db.prepare('INSERT INTO acknowledgement (size, note, collector, at_ms, via) VALUES (?, ?, ?, ?, ?)').run([
    size,
    note,
    collector,
    atMs,
    via,
  ]);
}

export function newestAcknowledgement(db: Database): Acknowledgement | undefined {
  return db
    .prepare('SELECT size, note, collector, at_ms AS atMs, via FROM acknowledgement ORDER BY size DESC LIMIT 1')
    .get<Acknowledgement>();
}

export function acknowledgedSize(db: Database): number {
  return newestAcknowledgement(db)?.size ?? 0;
}

/** Entries that the collector said it holds when it was asked last. */
export function sentSize(db: Database): number {
  return Number(db.prepare('SELECT sent FROM outbox', { pluck: true }).get());
}

export function keepSentSize(db: Database, size: number): void {
  db.prepare('UPDATE outbox SET sent = ? WHERE sent <> ?').run([size, size]);
}

export function flagPoison(db: Database, seq: number): void {
  db.prepare('INSERT OR IGNORE INTO poison (seq) VALUES (?)').run([seq]);
}

/** The first flagged entry from `from` to before `until`. */
export function nextPoison(db: Database, from: number, until: number): number | undefined {
  return db
    .prepare('SELECT seq FROM poison WHERE seq >= ? AND seq < ? ORDER BY seq LIMIT 1', { pluck: true })
    .get<number>([from, until]);
}

/** Something a supervisor has to know. The same again adds nothing until somebody has read it. */
export function raiseAlarm(db: Database, kind: AlarmKind, had: number, has: number, atMs: number): void {
  db.prepare('INSERT OR IGNORE INTO alarm (kind, had, has, at_ms) VALUES (?, ?, ?, ?)').run([kind, had, has, atMs]);
}

export function wasRaised(db: Database, kind: AlarmKind, had: number): boolean {
  return db.prepare('SELECT 1 FROM alarm WHERE kind = ? AND had = ?', { pluck: true }).get([kind, had]) !== undefined;
}

export function unreadAlarms(db: Database): AlarmView[] {
  return db
    .prepare('SELECT id, kind, had, has, at_ms AS atMs FROM alarm WHERE read_by IS NULL ORDER BY id LIMIT 50')
    .all<AlarmView>();
}

export function readAlarms(db: Database, upTo: number, by: string): void {
  db.prepare('UPDATE alarm SET read_by = ? WHERE id <= ? AND read_by IS NULL').run([by, upTo]);
}

/** How far an entry is on its way. An acknowledgement is the collector's own signature and stands whatever happens to it later. */
export function wayOf(db: Database, seq: number): EntryWay {
  const found = db
    .prepare('SELECT collector AS "by", at_ms AS atMs, via FROM acknowledgement WHERE size > ? ORDER BY size LIMIT 1')
    .get<{ by: string; atMs: number; via: 'link' | 'stick' }>([seq]);
  if (found !== undefined) return { state: 'acknowledged', ...found };
  return { state: seq < sentSize(db) ? 'sent' : 'recorded' };
}
