import { utf8Text } from '../../../shared/wire/bytes.ts';
import type { DayAccount, DayServices, DeskDay } from '../reconcile/desk-days.ts';
import { entryFacts, placeOf } from '../reconcile/entry-facts.ts';
import {
  foldEntries,
  type Known,
  type KnownHandover,
  type KnownService,
  type StoredEntry,
} from '../reconcile/fold-entries.ts';
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
      ...[...changes.days.values(), ...changes.hours.values(), ...changes.claims, ...changes.vouchers].map(
        ({ cycle }) => cycle,
      ),
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

/** Loads only what these entries touch: their days, and the hand-overs, holds and captures that they end. */
async function knownOf(sql: SqlQuery, log: number, entries: readonly StoredEntry[]): Promise<Known> {
  const facts = entries.map(({ entry }) => entryFacts(entry)).filter((one) => typeof one === 'object');
  const days = [...new Set(facts.map(({ day }) => day))];
  const undone = facts.flatMap((one) => (one.t === 'void' ? [one.of] : []));
  const ended = facts.flatMap((one) => (one.t === 'release' || one.t === 'capture' ? (one.of ?? []) : []));
  return {
    days: await daysOf(sql, log, days),
    handovers: await handoversOf(sql, log, undone),
    services: await servicesOf(sql, log, ended),
  };
}

async function daysOf(sql: SqlQuery, log: number, names: readonly string[]): Promise<Map<string, DeskDay>> {
  const accounts = await sql.query<DayAccount & { day: string }>(
    `SELECT day, account, opening, received, handed, reversed, counted, difference, agrees
     FROM rec_account WHERE log = $1 AND day = ANY($2::text[])`,
    [log, names],
  );
  const services = await sql.query<DayServices & { day: string }>(
    `SELECT day, account, captures, captured, taken_back_captures AS "takenBackCaptures", taken_back AS "takenBack", stated
     FROM rec_service WHERE log = $1 AND day = ANY($2::text[])`,
    [log, names],
  );
  const days = await sql.query<Omit<DeskDay, 'accounts' | 'services'>>(
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
        accounts: byAccount(accounts, day.day),
        services: byAccount(services, day.day),
      },
    ]),
  );
}

function byAccount<T extends Readonly<{ day: string; account: string }>>(
  rows: readonly T[],
  day: string,
): Map<string, Omit<T, 'day'>> {
  return new Map(rows.filter((one) => one.day === day).map(({ day: _, ...row }) => [row.account, row]));
}

async function servicesOf(sql: SqlQuery, log: number, seqs: readonly number[]): Promise<Map<number, KnownService>> {
  const rows = await sql.query<KnownService & { seq: number; amounts: [string, number][] }>(
    `SELECT seq, kind, voucher, amounts, ended_by IS NOT NULL AS "isEnded" FROM rec_voucher
     WHERE log = $1 AND seq = ANY($2::bigint[]) AND kind <> 'handover'`,
    [log, seqs],
  );
  return new Map(
    rows.map(({ seq, amounts, ...service }) => [seq, { ...service, amount: amounts[0] ?? (['', 0] as const) }]),
  );
}

async function handoversOf(sql: SqlQuery, log: number, seqs: readonly number[]): Promise<Map<number, KnownHandover>> {
  const rows = await sql.query<{ seq: number; lines: [...string[], number][]; reversed: boolean }>(
    `SELECT seq, lines, reversed_by IS NOT NULL AS reversed FROM rec_claim WHERE log = $1 AND seq = ANY($2::bigint[])
     UNION ALL
     SELECT seq, amounts, ended_by IS NOT NULL FROM rec_voucher
       WHERE log = $1 AND seq = ANY($2::bigint[]) AND kind = 'handover'`,
    [log, seqs],
  );
  const handovers = new Map<number, KnownHandover>();
  for (const { seq, lines, reversed } of rows) {
    // Lines of entitlements have their id in front.
    const amounts = lines.map((line) => line.slice(-2) as [string, number]);
    const known = handovers.get(seq)?.amounts ?? [];
    handovers.set(seq, { amounts: [...known, ...amounts], isReversed: reversed });
  }
  return handovers;
}
