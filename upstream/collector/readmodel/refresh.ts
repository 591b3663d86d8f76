import type { NotServedReason } from '../../../shared/domain/verdict.ts';
import { reconcileEntitlement } from '../../../shared/domain/reconcile/entitlement.ts';
import type { Claim, Due, EntitlementState, Rightful } from '../../../shared/domain/reconcile/model.ts';
import type { Sql, SqlQuery } from '../sql/sql.ts';

const BATCH = 500;

type Name = Readonly<{ scope: number; entitlement: string }>;
type Facts = Name &
  Readonly<{
    household: string | null;
    home_desk: string | null;
    lines: Due['lines'] | null;
    withdrawn: boolean | null;
    claims: Claim[];
    elsewhere: Rightful[];
    reasons: ('' | NotServedReason)[];
    rightful_log: string | null;
    rightful_seq: number | null;
  }>;

/**
 * Looks again at some entitlements that changed and writes where they stand now, in one small transaction. Answers how many
 * there were; 0 when the tables are level.
 */
export function refreshStale(sql: Sql): Promise<number> {
  return sql.transaction(async (tx) => {
    const names = await tx.query<Name>(
      `DELETE FROM rec_stale USING (SELECT scope, entitlement FROM rec_stale ORDER BY scope, entitlement
         LIMIT ${BATCH} FOR UPDATE SKIP LOCKED) AS named
       WHERE rec_stale.scope = named.scope AND rec_stale.entitlement = named.entitlement
       RETURNING rec_stale.scope, rec_stale.entitlement`,
    );
    if (names.length === 0) return 0;
    const keys = [names.map(({ scope }) => scope), names.map(({ entitlement }) => entitlement)] as const;
    const states = (await factsOf(tx, keys)).flatMap((facts) => {
      const state = stateOf(facts);
      return state === undefined ? [] : [{ ...state, scope: facts.scope }];
    });
    for (const table of ['rec_state', 'rec_line', 'rec_cell'])
      await tx.query(
        `DELETE FROM ${table} USING unnest($1::integer[], $2::text[]) AS named (scope, entitlement)
         WHERE ${table}.scope = named.scope AND ${table}.entitlement = named.entitlement`,
        keys,
      );
    await saveStates(tx, states);
    return names.length;
  });
}

/** OFFSET 0 keeps the order of the look-ups: a server that has no statistics yet would read all claims for each entitlement. */
function factsOf(sql: SqlQuery, keys: readonly [readonly number[], readonly string[]]): Promise<Facts[]> {
  return sql.query<Facts>(
    `SELECT named.scope, named.entitlement, rec_due.household, rec_due.home_desk, rec_due.lines,
       rec_due.number < rec_scope.newest AS withdrawn, claims.all_claims AS claims,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('log', origin, 'seq', seq)), '[]')
         FROM (SELECT scope, entitlement FROM rec_due AS named_there
           WHERE named_there.common = rec_due.common AND named_there.scope <> named.scope OFFSET 0) AS there
         CROSS JOIN LATERAL (SELECT origin, seq FROM rec_claim WHERE rec_claim.scope = there.scope
           AND rec_claim.entitlement = there.entitlement AND reversed_by IS NULL OFFSET 0) AS standing) AS elsewhere,
       (SELECT coalesce(jsonb_agg(DISTINCT reason), '[]') FROM rec_coming WHERE rec_coming.scope = named.scope
          AND rec_coming.household = coalesce(rec_due.household, claims.household)) AS reasons,
       rec_resolution.log AS rightful_log, rec_resolution.seq AS rightful_seq
     FROM unnest($1::integer[], $2::text[]) AS named (scope, entitlement)
     JOIN rec_scope ON rec_scope.id = named.scope
     LEFT JOIN rec_due ON rec_due.scope = named.scope AND rec_due.entitlement = named.entitlement
     LEFT JOIN rec_resolution ON rec_resolution.programme = rec_scope.programme
       AND rec_resolution.cycle = rec_scope.cycle AND rec_resolution.entitlement = named.entitlement
     CROSS JOIN LATERAL (
       SELECT coalesce(jsonb_agg(jsonb_build_object('log', origin, 'seq', seq, 'desk', desk, 'day', day, 'operator',
           operator, 'atMs', at_ms, 'household', household, 'ordinal', ordinal, 'lines', lines,
           'reversedBy', reversed_by)), '[]') AS all_claims,
         (array_agg(household ORDER BY ordinal, origin COLLATE "C", seq))[1] AS household
       FROM rec_claim WHERE rec_claim.scope = named.scope AND rec_claim.entitlement = named.entitlement
     ) AS claims`,
    keys,
  );
}

function stateOf(facts: Facts): EntitlementState | undefined {
  const { household, home_desk: homeDesk, lines, withdrawn, rightful_log: log, rightful_seq: seq } = facts;
  return reconcileEntitlement({
    entitlement: facts.entitlement,
    due:
      household === null || homeDesk === null || lines === null
        ? undefined
        : { household, homeDesk, lines, withdrawn: withdrawn === true },
    claims: facts.claims,
    elsewhere: facts.elsewhere,
    presence: {
      came: facts.reasons.length > 0,
      reasons: facts.reasons.filter((reason) => reason !== ''),
    },
    rightful: log === null || seq === null ? null : { log, seq },
  });
}

async function saveStates(
  sql: SqlQuery,
  states: readonly (EntitlementState & Readonly<{ scope: number }>)[],
): Promise<void> {
  const of = <T>(pick: (state: EntitlementState) => readonly T[]): string =>
    JSON.stringify(
      states.flatMap((state) =>
        pick(state).map((row) => ({ ...row, scope: state.scope, entitlement: state.entitlement })),
      ),
    );
  await sql.query(
    `INSERT INTO rec_state (scope, entitlement, household, home_desk, status, conflict, moved, unexplained, reasons)
     SELECT scope, entitlement, household, "homeDesk", status, conflict, moved, unexplained, reasons
     FROM jsonb_to_recordset($1::jsonb) AS one (scope integer, entitlement text, household text, "homeDesk" text,
       status text, conflict text, moved boolean, unexplained text[], reasons text[])`,
    [
      of(({ household, homeDesk, status, conflict, moved, unexplained, reasons }) => [
        { household, homeDesk, status, conflict, moved, unexplained, reasons },
      ]),
    ],
  );
  await sql.query(
    `INSERT INTO rec_line SELECT * FROM jsonb_to_recordset($1::jsonb) AS one (scope integer, entitlement text, line text,
       account text, due bigint, remaining bigint, handed bigint, reversed bigint, served bigint, twice bigint,
       unexplained bigint)`,
    [of(({ lines }) => lines)],
  );
  await sql.query(
    `INSERT INTO rec_cell SELECT * FROM jsonb_to_recordset($1::jsonb) AS one (scope integer, entitlement text, log text,
       seq bigint, desk text, day text, operator text, account text, handed bigint, reversed bigint, served bigint,
       twice bigint, unexplained bigint)`,
    [of(({ cells }) => cells)],
  );
}
