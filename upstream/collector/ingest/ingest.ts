import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../../shared/result.ts';
import { equalBytes, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { growTree, type Tree } from '../../../shared/wire/tree.ts';
import type { Sql, SqlQuery } from '../sql/sql.ts';
import type { Arrived } from './arrived.ts';
import { checkEntries, isSigned, type Checked } from './check-entries.ts';
import { recordClaims } from './claims.ts';
import type { Batch } from './lines.ts';
import { lockLog, quarantine, raiseAlarm, type LogRow } from './log-row.ts';
import { readCheckpoint } from './station-checkpoint.ts';
import { addLeaf, keepSubtrees, treeAt, type SubtreeRow } from './tree-rows.ts';

export type IngestProblem = Readonly<
  | { code: 'unknown-log' | 'frozen' | 'malformed' }
  | { code: 'rewind'; size: number }
  | { code: 'unreadable' | 'fork'; seq: number }
>;
type Outcome = Result<void, IngestProblem>;

/**
 * Adds a batch to its log in one transaction under the log's lock. Entries that are here already add nothing; the rest must
 * follow upon the last one, and the checkpoint must be of exactly these rows. Once it answers, everything is on the disk; only
 * then may it be acknowledged. A contradiction is kept as evidence with the answer `fork`, and nothing is added from then on.
 */
export function ingest(sql: Sql, origin: string, from: number, batch: Batch, nowMs: number): Promise<Outcome> {
  return sql.transaction(async (tx): Promise<Outcome> => {
    const log = await lockLog(tx, origin);
    if (log === undefined) return err({ code: 'unknown-log' });
    if (log.frozen) return err({ code: 'frozen' });
    if (from > log.size) {
      await raiseAlarm(tx, { kind: 'behind-station', log: log.id, seq: log.size }, nowMs);
      return err({ code: 'rewind', size: log.size });
    }
    const known = batch.entries.slice(0, log.size - from);
    const entries = batch.entries.slice(log.size - from);
    const same = await compareKnown(tx, log, from, known, nowMs);
    if (!same.ok) return same;
    const checked = checkEntries(log, entries);
    if (!checked.ok) {
      const { code, seq } = checked.error;
      const arrived = entries[seq - log.size];
      if (code === 'fork' && arrived !== undefined) await keepContradiction(tx, log, seq, arrived, nowMs);
      return checked;
    }
    const grown = grow(log, entries);
    const checkpoint = await judgeCheckpoint(tx, log, grown, batch.checkpoint, nowMs);
    if (!checkpoint.ok) return checkpoint;
    await write(tx, log, entries, grown, checked.value, nowMs);
    if (batch.checkpoint !== undefined && checkpoint.value !== undefined)
      await tx.query('INSERT INTO checkpoint (log, size, note) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
        log.id,
        checkpoint.value,
        batch.checkpoint,
      ]);
    return ok(undefined);
  });
}

async function compareKnown(
  tx: SqlQuery,
  log: LogRow,
  from: number,
  known: readonly Arrived[],
  nowMs: number,
): Promise<Outcome> {
  if (known.length === 0) return ok(undefined);
  const rows = await tx.query<{ leaf: Uint8Array }>(
    'SELECT leaf FROM entry WHERE log = $1 AND seq >= $2 AND seq < $3 ORDER BY seq',
    [log.id, from, from + known.length],
  );
  const index = known.findIndex(({ leaf }, at) => !equalBytes(leaf, rows[at]?.leaf ?? new Uint8Array()));
  const other = known[index];
  if (other === undefined) return ok(undefined);
  const seq = from + index;
  if (!isSigned(log, other)) return err({ code: 'unreadable', seq });
  await keepContradiction(tx, log, seq, other, nowMs);
  return err({ code: 'fork', seq });
}

/** The station's key signed two histories: whoever looks at it later needs both. The log takes nothing more. */
async function keepContradiction(
  tx: SqlQuery,
  log: LogRow,
  seq: number,
  other: Arrived | string,
  nowMs: number,
): Promise<void> {
  const isNote = typeof other === 'string';
  const body = isNote ? utf8Bytes(other) : other.bytes;
  await tx.query(
    `INSERT INTO evidence (log, seq, kind, hash, body, signature, received_at_ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING`,
    [
      log.id,
      seq,
      isNote ? 'checkpoint' : 'entry',
      isNote ? createHash('sha256').update(body).digest() : other.leaf,
      body,
      isNote ? null : other.signature,
      nowMs,
    ],
  );
  await tx.query('UPDATE log SET frozen = true WHERE id = $1', [log.id]);
  await raiseAlarm(tx, { kind: 'fork', log: log.id, seq }, nowMs);
}

type Grown = Readonly<{ tree: Tree; subtrees: readonly SubtreeRow[] }>;

function grow(log: LogRow, entries: readonly Arrived[]): Grown {
  const tree = growTree(log.size, log.frontier);
  return { tree, subtrees: entries.flatMap(({ leaf }) => addLeaf(tree, leaf)) };
}

/** The size of a good checkpoint, or undefined where there is none. */
async function judgeCheckpoint(
  tx: SqlQuery,
  log: LogRow,
  { tree }: Grown,
  note: string | undefined,
  nowMs: number,
): Promise<Result<number | undefined, IngestProblem>> {
  if (note === undefined) return ok(undefined);
  const read = readCheckpoint(note, log);
  if (!read.ok) return err({ code: 'malformed' });
  const { size, root } = read.value;
  if (size > tree.size()) return err({ code: 'rewind', size: log.size });
  // Only the station's newest state is worth an acknowledgement, but an older one must not contradict it either.
  if (size !== tree.size() && size > log.size) return err({ code: 'malformed' });
  const own = size === tree.size() ? tree : await treeAt(tx, log.id, size);
  if (equalBytes(own.root(), root)) return ok(size);
  await keepContradiction(tx, log, size, note, nowMs);
  return err({ code: 'fork', seq: size });
}

async function write(
  tx: SqlQuery,
  log: LogRow,
  entries: readonly Arrived[],
  { tree, subtrees }: Grown,
  { doubts, claims }: Checked,
  nowMs: number,
): Promise<void> {
  const last = entries.at(-1);
  if (last === undefined) return;
  const headers = entries.map(({ appended }) => appended?.entry);
  await tx.query(
    `INSERT INTO entry (log, seq, type, cycle, package, at_ms, received_at_ms, leaf, body, signature)
     SELECT $1, seq, type, cycle, package, at_ms, $2, leaf, body, signature
     FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::bytea[], $9::bytea[], $10::bytea[])
       AS new (seq, type, cycle, package, at_ms, leaf, body, signature)`,
    [
      log.id,
      nowMs,
      entries.map((_, index) => log.size + index),
      headers.map((entry) => columnText(entry?.t)),
      headers.map((entry) => columnText(entry?.cyc)),
      headers.map((entry) => columnText(entry?.pkg)),
      headers.map((entry) => timeOf(entry?.at)),
      entries.map(({ leaf }) => leaf),
      entries.map(({ bytes }) => bytes),
      entries.map(({ signature }) => signature),
    ],
  );
  await keepSubtrees(tx, log.id, subtrees);
  await quarantine(tx, log.id, doubts, 'quarantined', nowMs);
  await recordClaims(tx, log.programme, claims, nowMs);
  await tx.query('UPDATE log SET size = $2, leaf = $3, frontier = $4 WHERE id = $1', [
    log.id,
    tree.size(),
    last.leaf,
    tree.frontier(),
  ]);
}

/** A column to find entries by; PostgreSQL's text holds no NUL. */
function columnText(text = ''): string {
  return text.replaceAll('\0', '').slice(0, 120);
}

function timeOf(text: string | undefined): number | null {
  const timeMs = Date.parse(text ?? '');
  return Number.isNaN(timeMs) ? null : timeMs;
}
