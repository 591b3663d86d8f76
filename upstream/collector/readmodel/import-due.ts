import { err, ok, type Result } from '../../../shared/result.ts';
import type { DueHead, DueLine } from '../../../shared/wire/due.ts';
import { readDue, type DueFailure, type DueTrust } from '../../due/read-due.ts';
import type { Sql } from '../sql/sql.ts';
import { scopeId } from './scope.ts';

const BATCH = 1000;

/**
 * Imports a due list: read once to prove it, then once more to keep it, in small transactions. Doing it again changes nothing,
 * and what a crash left half done is finished by doing it again. Lists may come in any order; the highest number is in force.
 */
export async function importDue(
  sql: Sql,
  path: string,
  trust: DueTrust,
  nowMs: number,
): Promise<Result<DueHead, DueFailure>> {
  const proved = await readDue(path, trust);
  if (!proved.ok) return proved;
  const head = proved.value;
  const scope = await scopeId(sql, head);
  const read = await readDue(path, trust, async (lines, again) => {
    if (again.sha256 !== head.sha256) throw new Error('The due list changed while it was read');
    for (let from = 0; from < lines.length; from += BATCH)
      await keep(sql, scope, head.number, lines.slice(from, from + BATCH));
  });
  if (!read.ok) return err(read.error);
  await sql.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO rec_list (scope, number, package, entitlements, imported_at_ms) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING`,
      [scope, head.number, head.package, head.count, nowMs],
    );
    await tx.query(`UPDATE rec_scope SET newest = $2, site_name = $3, cycle_name = $4 WHERE id = $1 AND newest <= $2`, [
      scope,
      head.number,
      head.siteName,
      head.cycleName,
    ]);
    // What this list leaves out, or an older one added, may stand otherwise now.
    await tx.query(
      `INSERT INTO rec_stale (scope, entitlement) SELECT rec_due.scope, entitlement
       FROM rec_due JOIN rec_scope ON rec_scope.id = rec_due.scope
       WHERE rec_due.scope = $1 AND number < newest ORDER BY entitlement ON CONFLICT DO NOTHING`,
      [scope],
    );
  });
  return ok(head);
}

function keep(sql: Sql, scope: number, number: number, lines: readonly DueLine[]): Promise<void> {
  const rows = lines.map(([entitlement, household, homeDesk, own, common]) => ({
    entitlement,
    household,
    homeDesk,
    lines: own,
    common,
  }));
  return sql.transaction(async (tx) => {
    await tx.query(
      `WITH given AS (SELECT * FROM jsonb_to_recordset($3::jsonb)
         AS one (entitlement text, household text, "homeDesk" text, lines jsonb, common text)),
       kept AS (
         INSERT INTO rec_due (scope, entitlement, household, home_desk, lines, common, number)
         SELECT $1, entitlement, household, "homeDesk", lines, common, $2 FROM given
         ON CONFLICT (scope, entitlement) DO UPDATE SET household = excluded.household, home_desk = excluded.home_desk,
           lines = excluded.lines, common = excluded.common, number = excluded.number WHERE rec_due.number < excluded.number
         RETURNING scope, entitlement, common)
       INSERT INTO rec_stale (scope, entitlement)
       SELECT scope, entitlement FROM kept
       UNION SELECT rec_due.scope, rec_due.entitlement FROM rec_due JOIN kept ON kept.common = rec_due.common
       ORDER BY scope, entitlement ON CONFLICT DO NOTHING`,
      [scope, number, JSON.stringify(rows)],
    );
  });
}
