import { silentDesks, type DeskContact } from '../reconcile/silence.ts';
import { STATUSES, type Status } from '../../../shared/domain/reconcile/model.ts';
import type { SqlQuery } from '../sql/sql.ts';

/** One site in one cycle as the office sees it first. Times are UTC ms by the collector's clock. */
export type SiteOverview = Readonly<{
  scope: number;
  programme: string;
  site: string;
  siteName: string;
  cycle: string;
  cycleName: string;
  /** Number of the due list in force; 0 where none was imported. */
  list: number;
  statuses: Readonly<Record<Status, number>>;
  openConflicts: number;
  vouchers: VoucherOverview;
  lastHeardMs: number | null;
  desks: readonly DeskOverview[];
}>;
/** `acts`: all that was done with vouchers. `usedTwice`: vouchers with uses that cannot stand beside each other, here or elsewhere. */
export type VoucherOverview = Readonly<{
  acts: number;
  usedTwice: number;
  openHolds: number;
  oldestHoldMs: number | null;
}>;
export type DeskOverview = DeskContact & Readonly<{ desk: string; deskName: string; silentForMs: number | null }>;

const NONE = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>;

const NO_VOUCHERS: VoucherOverview = { acts: 0, usedTwice: 0, openHolds: 0, oldestHoldMs: null };

/** All sites and cycles, the latest cycle first. */
export async function readOverview(
  sql: SqlQuery,
  options: Readonly<{ nowMs: number; silentAfterMs: number }>,
): Promise<SiteOverview[]> {
  const scopes = await sql.query<
    Omit<SiteOverview, 'statuses' | 'openConflicts' | 'vouchers' | 'lastHeardMs' | 'desks'>
  >(
    `SELECT id AS scope, programme, site, site_name AS "siteName", cycle, cycle_name AS "cycleName", newest AS list
     FROM rec_scope WHERE cycle <> '' ORDER BY cycle DESC, programme, site`,
  );
  const counts = await sql.query<{ scope: number; status: Status; count: number; open: number }>(
    `SELECT scope, status, count(*) AS count, count(*) FILTER (WHERE conflict = 'open') AS open
     FROM rec_state GROUP BY scope, status`,
  );
  const vouchers = await sql.query<VoucherOverview & { scope: number }>(
    `SELECT scope, count(*) AS acts, count(DISTINCT voucher) FILTER (WHERE used_twice) AS "usedTwice",
       count(*) FILTER (WHERE held) AS "openHolds", min(at_ms) FILTER (WHERE held) AS "oldestHoldMs"
     FROM (
       SELECT scope, voucher, at_ms, kind = 'hold' AND ended_by IS NULL AS held,
         EXISTS (SELECT FROM claim_conflict c WHERE c.programme = rec_scope.programme AND c.entitlement = voucher
           AND released_at_ms IS NULL) AS used_twice
       FROM rec_voucher JOIN rec_scope ON rec_scope.id = scope
     ) AS act GROUP BY scope`,
  );
  const desks = await readDesks(sql, options);
  return scopes.map((scope) => {
    const own = counts.filter((one) => one.scope === scope.scope);
    const here = desks.filter((desk) => desk.scopes.includes(scope.scope)).map(({ scopes: _, ...desk }) => desk);
    const { scope: _, ...used } = vouchers.find((one) => one.scope === scope.scope) ?? { scope, ...NO_VOUCHERS };
    const heard = here.flatMap(({ lastReceivedMs }) => lastReceivedMs ?? []);
    return {
      ...scope,
      statuses: { ...NONE, ...Object.fromEntries(own.map(({ status, count }) => [status, count])) },
      openConflicts: own.reduce((sum, { open }) => sum + open, 0),
      vouchers: used,
      lastHeardMs: heard.length === 0 ? null : Math.max(...heard),
      desks: here,
    };
  });
}

type DeskRow = DeskContact & Readonly<{ desk: string; deskName: string; scopes: readonly number[] }>;

async function readDesks(
  sql: SqlQuery,
  { nowMs, silentAfterMs }: Readonly<{ nowMs: number; silentAfterMs: number }>,
): Promise<(DeskOverview & Readonly<{ scopes: readonly number[] }>)[]> {
  const rows = await sql.query<DeskRow>(
    `SELECT origin AS log, desk, desk_name AS "deskName",
       (SELECT day FROM rec_day WHERE rec_day.log = log.id AND opened_at_ms IS NOT NULL AND closed_at_ms IS NULL
         ORDER BY opened_at_ms DESC LIMIT 1) AS "openDay",
       (SELECT received_at_ms FROM entry WHERE entry.log = log.id AND seq = log.size - 1) AS "lastReceivedMs",
       ARRAY(SELECT DISTINCT scope FROM rec_day WHERE rec_day.log = log.id) AS scopes
     FROM log ORDER BY programme, site, desk, epoch`,
  );
  const silent = new Map(silentDesks(rows, nowMs, silentAfterMs).map(({ log, silentForMs }) => [log, silentForMs]));
  return rows.map((row) => ({ ...row, silentForMs: silent.get(row.log) ?? null }));
}
