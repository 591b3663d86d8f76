import { utf8Text } from '../../../shared/wire/bytes.ts';
import type { DayAccount, DeskDay } from '../reconcile/desk-days.ts';
import { entryFacts, placeOf } from '../reconcile/entry-facts.ts';
import { foldEntries, type Known, type KnownHandover, type StoredEntry } from '../reconcile/fold-entries.ts';
import type { Sql, SqlQuery } from '../sql/sql.ts';
import { saveChanges } from './save-changes.ts';
import { scopeId } from './scope.ts';

const BATCH = 500;

type LogRow = Readonly<{ id: number; origin: string; checked: number }>;

/** Logs with entries that the projection has not read, oldest log first. */
export function waitingLogs(sql: SqlQuery): Promise<LogRow[]> {
  return sql.query<LogRow>(
    `SELECT log.id, log.origin, verification.size AS checked
     FROM log JOIN verification ON verification.log = log.id LEFT JOIN rec_cursor ON rec_cursor.log = log.id
     WHERE verification.size > coalesce(rec_cursor.seq, 0) ORDER BY log.id`,
  );
}

/**
 * Reads the next entries of a log into the tables, in one small transaction together with the cursor: whatever happens, each
 * entry counts once. Only entries whose signatures have been checked are read. Answers how many there were.
 */
export function projectLog(sql: Sql, { id, origin, checked }: LogRow): Promise<number> {
  return sql.transaction(async (tx) => {
    await tx.query('INSERT INTO rec_cursor (log, seq) VALUES ($1, 0) ON CONFLICT DO NOTHING', [id]);
    const [cursor] = await tx.query<{ seq: number }>('SELECT seq FROM rec_cursor WHERE log = $1 FOR UPDATE', [id]);
    const from = cursor?.seq ?? 0;
    const entries = await readEntries(tx, id, from, Math.min(checked, from + BATCH));
    if (entries.length === 0) return 0;
    const changes = foldEntries(origin, await knownOf(tx, id, entries), entries);
    const { programme, site } = placeOf(origin);
    const cycles = new Set([
      ...[...changes.days.values(), ...changes.hours.values(), ...changes.claims].map(({ cycle }) => cycle),
      ...changes.comings.map(({ cycle }) => cycle),
    ]);
    const scopes = new Map<string, number>();
    for (const cycle of cycles) scopes.set(cycle, await scopeId(tx, { programme, site, cycle }));
    await saveChanges(tx, { log: id, origin, scopes }, changes);
    await tx.query('UPDATE rec_cursor SET seq = $2 WHERE log = $1', [id, from + entries.length]);
    return entries.length;
  });
}

async function readEntries(sql: SqlQuery, log: number, from: number, to: number): Promise<StoredEntry[]> {
  const rows = await sql.query<{ seq: number; body: Uint8Array; quarantined: boolean }>(
    `SELECT entry.seq, entry.body, quarantine.seq IS NOT NULL AS quarantined
     FROM entry LEFT JOIN quarantine ON quarantine.log = entry.log AND quarantine.seq = entry.seq
     WHERE entry.log = $1 AND entry.seq >= $2 AND entry.seq < $3 ORDER BY entry.seq`,
    [log, from, to],
  );
  return rows.map(({ seq, body, quarantined }) => ({ seq, entry: jsonOf(body), isQuarantined: quarantined }));
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(utf8Text(body)) as unknown;
  } catch {
    return undefined;
  }
}

/** Loads only what these entries touch: their days, and the hand-overs that they take back. */
async function knownOf(sql: SqlQuery, log: number, entries: readonly StoredEntry[]): Promise<Known> {
  const facts = entries.map(({ entry }) => entryFacts(entry)).filter((one) => typeof one === 'object');
  const days = [...new Set(facts.map(({ day }) => day))];
  const undone = facts.flatMap((one) => (one.t === 'void' ? [one.of] : []));
  return { days: await daysOf(sql, log, days), handovers: await handoversOf(sql, log, undone) };
}

async function daysOf(sql: SqlQuery, log: number, names: readonly string[]): Promise<Map<string, DeskDay>> {
  const accounts = await sql.query<DayAccount & { day: string }>(
    `SELECT day, account, opening, received, handed, reversed, counted, difference, agrees
     FROM rec_account WHERE log = $1 AND day = ANY($2::text[])`,
    [log, names],
  );
  const days = await sql.query<Omit<DeskDay, 'accounts'>>(
    `SELECT day, cycle, opened_at_ms AS "openedAtMs", closed_at_ms AS "closedAtMs", handovers, reversals,
       not_served AS "notServed"
     FROM rec_day JOIN rec_scope ON rec_scope.id = rec_day.scope WHERE log = $1 AND day = ANY($2::text[])`,
    [log, names],
  );
  return new Map(
    days.map((day) => [
      day.day,
      {
        ...day,
        accounts: new Map(
          accounts.filter((one) => one.day === day.day).map(({ day: _, ...account }) => [account.account, account]),
        ),
      },
    ]),
  );
}

async function handoversOf(sql: SqlQuery, log: number, seqs: readonly number[]): Promise<Map<number, KnownHandover>> {
  const rows = await sql.query<{ seq: number; lines: [string, string, number][]; reversed: boolean }>(
    `SELECT seq, lines, reversed_by IS NOT NULL AS reversed FROM rec_claim
     WHERE log = $1 AND seq = ANY($2::bigint[]) ORDER BY seq, entitlement`,
    [log, seqs],
  );
  const handovers = new Map<number, KnownHandover>();
  for (const { seq, lines, reversed } of rows) {
    const amounts = lines.map(([, account, quantity]) => [account, quantity] as const);
    const known = handovers.get(seq)?.amounts ?? [];
    handovers.set(seq, { amounts: [...known, ...amounts], isReversed: reversed });
  }
  return handovers;
}
