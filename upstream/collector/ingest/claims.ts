import { z } from 'zod';
import type { Entry } from '../../../shared/wire/entry-types.ts';
import type { SqlQuery } from '../sql/sql.ts';
import { ClaimAct, conflictsOf, type Conflict } from './claim-acts.ts';

/** As much of a hand-over, a capture of a voucher, or what takes either back as claims need. */
const Acts = z
  .array(z.tuple([z.string().regex(/^[A-Z0-9]{1,32}$/), z.int().min(0), z.union([z.literal(0), z.literal(1)])]))
  .min(1)
  .max(400);
const Given = z.object({ acts: Acts });
const TakenBack = z.object({ of: z.int().min(0), acts: Acts });

/** One act on one entitlement or voucher. Vouchers have the same name at every site and in every cycle. */
export type Claimed = Readonly<{ entitlement: string; cycle: string; act: ClaimAct }>;

/**
 * What an entry does to entitlements and vouchers; undefined for one whose body is not as it should be. A hold uses nothing. A release
 * undoes a capture; where it ends a hold, there is nothing that it undoes.
 */
export function claimsOf(log: number, entry: Entry): Claimed[] | undefined {
  const cycle = entry.cyc.replaceAll('\0', '');
  const { seq } = entry;
  if (entry.t === 'handover' || entry.t === 'capture') {
    const read = Given.safeParse(entry);
    return read.data?.acts.map(([entitlement, , complete]) => ({
      entitlement,
      cycle,
      act: ['give', log, seq, complete],
    }));
  }
  if (entry.t !== 'void' && entry.t !== 'release') return [];
  const read = TakenBack.safeParse(entry);
  return read.data?.acts.map(([entitlement]) => ({ entitlement, cycle, act: ['undo', log, read.data.of] }));
}

type ClaimRow = Readonly<{ entitlement: string; cycle: string; acts: unknown }>;
type ConflictRow = Readonly<{
  id: number;
  entitlement: string;
  first_log: number;
  first_seq: number;
  second_log: number;
  second_seq: number;
}>;

/**
 * Writes acts down and keeps the list of conflicts equal to them. Rows are taken in the order of their names, so that two
 * transactions never wait for each other in a ring.
 */
export async function recordClaims(
  tx: SqlQuery,
  programme: string,
  claimed: readonly Claimed[],
  nowMs: number,
): Promise<void> {
  const acts = new Map<string, { cycle: string; acts: ClaimAct[] }>();
  for (const { entitlement, cycle, act } of claimed) {
    const known = acts.get(entitlement);
    if (known === undefined) acts.set(entitlement, { cycle, acts: [act] });
    else known.acts.push(act);
  }
  if (acts.size === 0) return;
  const names = [...acts.keys()].sort();
  const shared = await tx.query<ClaimRow>(
    `WITH put AS (
       INSERT INTO claim (programme, entitlement, cycle, acts)
       SELECT $1, entitlement, cycle, acts::jsonb FROM unnest($2::text[], $3::text[], $4::text[]) AS new (entitlement, cycle, acts)
       ON CONFLICT (programme, entitlement) DO UPDATE SET acts = claim.acts || excluded.acts
       RETURNING entitlement, cycle, acts)
     SELECT * FROM put WHERE jsonb_array_length(acts) > 1`,
    [
      programme,
      names,
      names.map((name) => acts.get(name)?.cycle ?? ''),
      names.map((name) => JSON.stringify(acts.get(name)?.acts)),
    ],
  );
  if (shared.length > 0) await keepConflicts(tx, programme, shared, nowMs);
}

async function keepConflicts(
  tx: SqlQuery,
  programme: string,
  claims: readonly ClaimRow[],
  nowMs: number,
): Promise<void> {
  const standing = new Map<string, Readonly<{ claim: ClaimRow; conflict: Conflict }>>();
  for (const claim of claims) {
    for (const conflict of conflictsOf(z.array(ClaimAct).parse(claim.acts)))
      standing.set(keyOf(claim.entitlement, conflict), { claim, conflict });
  }
  const open = await tx.query<ConflictRow>(
    `SELECT id, entitlement, first_log, first_seq, second_log, second_seq FROM claim_conflict
     WHERE programme = $1 AND entitlement = ANY($2::text[]) AND released_at_ms IS NULL`,
    [programme, claims.map(({ entitlement }) => entitlement)],
  );
  const released = open.filter(
    (row) =>
      !standing.delete(
        keyOf(row.entitlement, {
          first: { log: row.first_log, seq: row.first_seq },
          second: { log: row.second_log, seq: row.second_seq },
        }),
      ),
  );
  if (released.length > 0)
    await tx.query('UPDATE claim_conflict SET released_at_ms = $1 WHERE id = ANY($2::bigint[])', [
      nowMs,
      released.map(({ id }) => id),
    ]);
  for (const { claim, conflict } of standing.values()) {
    const { first, second } = conflict;
    await tx.query(
      `INSERT INTO claim_conflict (programme, cycle, entitlement, first_log, first_seq, second_log, second_seq, found_at_ms)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [programme, claim.cycle, claim.entitlement, first.log, first.seq, second.log, second.seq, nowMs],
    );
  }
}

function keyOf(entitlement: string, { first, second }: Conflict): string {
  return `${entitlement} ${first.log}/${first.seq} ${second.log}/${second.seq}`;
}
