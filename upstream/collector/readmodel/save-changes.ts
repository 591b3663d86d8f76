import type { Changes } from '../reconcile/fold-entries.ts';
import type { SqlQuery } from '../sql/sql.ts';

/** Where changes of a log belong: its row, its name, and the scope of each cycle. */
type Place = Readonly<{ log: number; origin: string; scopes: ReadonlyMap<string, number> }>;

/** Writes what some entries changed, and notes which entitlements have to be looked at again. */
export async function saveChanges(sql: SqlQuery, place: Place, changes: Changes): Promise<void> {
  const { log } = place;
  const scoped = <T extends Readonly<{ cycle: string }>>(rows: Iterable<T>) =>
    [...rows].map((row) => ({ ...row, scope: place.scopes.get(row.cycle) }));
  await saveClaims(sql, place, changes);
  const put: Put = (text, rows) =>
    rows.length === 0 ? Promise.resolve() : sql.query(text, [log, JSON.stringify(rows)]).then(() => undefined);
  await saveVouchers(put, scoped(changes.vouchers), changes.ended);
  await put(
    `INSERT INTO rec_coming (scope, household, log, reason)
     SELECT scope, household, $1, coalesce(reason, '')
     FROM jsonb_to_recordset($2::jsonb) AS one (scope integer, household text, reason text) ON CONFLICT DO NOTHING`,
    scoped(changes.comings),
  );
  await put(
    `INSERT INTO rec_stray (log, seq, kind)
     SELECT $1, seq, kind FROM jsonb_to_recordset($2::jsonb) AS one (seq bigint, kind text)`,
    changes.strays,
  );
  await put(
    `INSERT INTO rec_hour (log, scope, hour_ms, handovers, reversals, not_served)
     SELECT $1, scope, "hourMs", handovers, reversals, "notServed" FROM jsonb_to_recordset($2::jsonb)
       AS one (scope integer, "hourMs" bigint, handovers bigint, reversals bigint, "notServed" bigint)
     ON CONFLICT (log, scope, hour_ms) DO UPDATE SET handovers = rec_hour.handovers + excluded.handovers,
       reversals = rec_hour.reversals + excluded.reversals, not_served = rec_hour.not_served + excluded.not_served`,
    scoped(changes.hours.values()),
  );
  await put(
    `INSERT INTO rec_stock (log, scope, account, hour_ms, on_hand)
     SELECT $1, scope, account, "hourMs", "onHand" FROM jsonb_to_recordset($2::jsonb)
       AS one (scope integer, account text, "hourMs" bigint, "onHand" bigint)
     ON CONFLICT (log, scope, account, hour_ms) DO UPDATE SET on_hand = excluded.on_hand`,
    scoped(changes.stock.values()),
  );
  const days = scoped(changes.days.values());
  await put(
    `INSERT INTO rec_day (log, day, scope, opened_at_ms, closed_at_ms, handovers, reversals, not_served)
     SELECT $1, day, scope, "openedAtMs", "closedAtMs", handovers, reversals, "notServed"
     FROM jsonb_to_recordset($2::jsonb) AS one (day text, scope integer, "openedAtMs" bigint, "closedAtMs" bigint,
       handovers bigint, reversals bigint, "notServed" bigint)
     ON CONFLICT (log, day) DO UPDATE SET opened_at_ms = excluded.opened_at_ms, closed_at_ms = excluded.closed_at_ms,
       handovers = excluded.handovers, reversals = excluded.reversals, not_served = excluded.not_served`,
    days.map(({ accounts: _, services: _other, ...day }) => day),
  );
  await put(
    `INSERT INTO rec_account
     SELECT $1, one.* FROM jsonb_to_recordset($2::jsonb) AS one (day text, account text, opening bigint, received bigint,
       handed bigint, reversed bigint, counted bigint, difference bigint, agrees boolean)
     ON CONFLICT (log, day, account) DO UPDATE SET opening = excluded.opening, received = excluded.received,
       handed = excluded.handed, reversed = excluded.reversed, counted = excluded.counted,
       difference = excluded.difference, agrees = excluded.agrees`,
    days.flatMap(({ day, accounts }) => [...accounts.values()].map((account) => ({ ...account, day }))),
  );
  await put(
    `INSERT INTO rec_service
     SELECT $1, day, account, captures, captured, "takenBackCaptures", "takenBack", stated
     FROM jsonb_to_recordset($2::jsonb) AS one (day text, account text, captures bigint, captured bigint,
       "takenBackCaptures" bigint, "takenBack" bigint, stated bigint)
     ON CONFLICT (log, day, account) DO UPDATE SET captures = excluded.captures, captured = excluded.captured,
       taken_back_captures = excluded.taken_back_captures, taken_back = excluded.taken_back, stated = excluded.stated`,
    days.flatMap(({ day, services }) => [...services.values()].map((one) => ({ ...one, day }))),
  );
  await markStale(sql, place, scoped(changes.comings), changes);
}

type Put = (text: string, rows: readonly unknown[]) => Promise<void>;

async function saveVouchers(put: Put, acts: readonly unknown[], ended: Changes['ended']): Promise<void> {
  await put(
    `INSERT INTO rec_voucher (log, seq, voucher, scope, kind, household, desk, day, operator, at_ms, ordinal, amounts)
     SELECT $1, seq, voucher, scope, kind, household, desk, day, operator, "atMs", ordinal, amounts
     FROM jsonb_to_recordset($2::jsonb) AS one (seq bigint, voucher text, scope integer, kind text, household text, desk text,
       day text, operator text, "atMs" bigint, ordinal bigint, amounts jsonb)`,
    acts,
  );
  await put(
    `UPDATE rec_voucher SET ended_by = one.seq FROM jsonb_to_recordset($2::jsonb) AS one (of bigint, seq bigint)
     WHERE rec_voucher.log = $1 AND rec_voucher.seq = one.of`,
    ended,
  );
}

async function saveClaims(sql: SqlQuery, { log, origin, scopes }: Place, changes: Changes): Promise<void> {
  const claims = changes.claims.map(({ cycle, entitlement, claim }) => ({
    ...claim,
    entitlement,
    scope: scopes.get(cycle),
  }));
  if (claims.length > 0)
    await sql.query(
      `INSERT INTO rec_claim (log, seq, entitlement, scope, household, origin, desk, day, operator, at_ms, ordinal, lines)
       SELECT $1, seq, entitlement, scope, household, $3, desk, day, operator, "atMs", ordinal, lines
       FROM jsonb_to_recordset($2::jsonb) AS one (seq bigint, entitlement text, scope integer, household text, desk text,
         day text, operator text, "atMs" bigint, ordinal bigint, lines jsonb)`,
      [log, JSON.stringify(claims), origin],
    );
  if (changes.reversals.length > 0)
    await sql.query(
      `UPDATE rec_claim SET reversed_by = undone.by
       FROM unnest($2::bigint[], $3::bigint[]) AS undone (of_seq, by)
       WHERE rec_claim.log = $1 AND rec_claim.seq = undone.of_seq`,
      [log, changes.reversals.map(({ of }) => of), changes.reversals.map(({ seq }) => seq)],
    );
}

/** Entitlements claimed or reversed, also as other sites call them, and all that are due to households that came. */
async function markStale(
  sql: SqlQuery,
  { log }: Place,
  comings: readonly Readonly<{ scope: number | undefined; household: string }>[],
  changes: Changes,
): Promise<void> {
  const seqs = [...changes.claims.map(({ claim }) => claim.seq), ...changes.reversals.map(({ of }) => of)];
  await sql.query(
    `INSERT INTO rec_stale (scope, entitlement)
     SELECT DISTINCT scope, entitlement FROM (
       SELECT scope, entitlement FROM rec_claim WHERE log = $1 AND seq = ANY($2::bigint[])
       UNION ALL
       SELECT other.scope, other.entitlement FROM rec_claim JOIN rec_due USING (scope, entitlement)
         JOIN rec_due AS other ON other.common = rec_due.common WHERE log = $1 AND seq = ANY($2::bigint[])
       UNION ALL
       SELECT rec_due.scope, rec_due.entitlement FROM rec_due
         JOIN jsonb_to_recordset($3::jsonb) AS one (scope integer, household text)
           ON one.scope = rec_due.scope AND one.household = rec_due.household
     ) AS touched ORDER BY scope, entitlement ON CONFLICT DO NOTHING`,
    [log, seqs, JSON.stringify(comings.map(({ scope, household }) => ({ scope, household })))],
  );
}
