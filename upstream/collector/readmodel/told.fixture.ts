import { CYCLE } from '../reconcile/history.fixture.ts';
import { reconcileSite, type SiteHistory } from '../reconcile/reconcile.ts';
import type { SqlQuery } from '../sql/sql.ts';

/** Everything the tables say, as the pure core says it. */
export async function toldBy(sql: SqlQuery) {
  const states = await sql.query(
    `SELECT entitlement, household, home_desk AS "homeDesk", status, conflict, moved, unexplained, reasons
       FROM rec_state JOIN rec_scope ON id = scope WHERE cycle = '${CYCLE}' ORDER BY entitlement COLLATE "C"`,
  );
  const lines = await sql.query(
    `SELECT entitlement, line, account, due, remaining, handed, reversed, served, twice, unexplained
       FROM rec_line ORDER BY entitlement COLLATE "C", line COLLATE "C", account COLLATE "C"`,
  );
  const cells = await sql.query(
    `SELECT entitlement, log, seq, account, handed, reversed, served, twice, unexplained FROM rec_cell`,
  );
  const strays = await sql.query(
    'SELECT origin AS log, seq, kind FROM rec_stray JOIN log ON id = log ORDER BY log.id, seq',
  );
  const stock = await sql.query(
    `SELECT origin AS log, account, hour_ms AS "hourMs", on_hand AS "onHand" FROM rec_stock JOIN log ON id = log`,
  );
  const hours = await sql.query(
    `SELECT origin AS log, hour_ms AS "hourMs", handovers, reversals, not_served AS "notServed"
       FROM rec_hour JOIN log ON id = log`,
  );
  const vouchers = await sql.query(
    `SELECT origin AS log, seq, voucher, kind, household, rec_voucher.desk, day, operator, at_ms AS "atMs", ordinal, amounts,
         ended_by AS "endedBy" FROM rec_voucher JOIN log ON id = log`,
  );
  const services = await sql.query(
    `SELECT origin AS log, day, account, captures, captured, taken_back_captures AS "takenBackCaptures",
         taken_back AS "takenBack", stated FROM rec_service JOIN log ON id = log`,
  );
  return {
    states,
    lines,
    cells: sorted(cells),
    strays,
    stock: sorted(stock),
    hours: sorted(hours),
    vouchers: sorted(vouchers),
    services: sorted(services),
  };
}

/** The same as the pure core says it. */
export function expected(history: SiteHistory) {
  const { entitlements, strays, stock, hours, vouchers, days } = reconcileSite(history);
  return {
    vouchers: sorted(vouchers),
    services: sorted(
      days.flatMap(({ log, day, services }) => [...services.values()].map((one) => ({ log, day, ...one }))),
    ),
    states: entitlements.map(({ lines: _l, claims: _c, cells: _x, rightful: _r, ...state }) => state),
    lines: entitlements.flatMap(({ entitlement, lines }) =>
      lines
        .map((line) => ({ entitlement, ...line }))
        .toSorted((a, b) => (a.line + a.account < b.line + b.account ? -1 : 1)),
    ),
    cells: sorted(
      entitlements.flatMap(({ entitlement, cells }) =>
        cells.map(({ desk: _d, day: _y, operator: _o, ...cell }) => ({ entitlement, ...cell })),
      ),
    ),
    strays: strays.map(({ log, seq, kind }) => ({ log, seq, kind })),
    stock: sorted(stock.map(({ log, account, hourMs, onHand }) => ({ log, account, hourMs, onHand }))),
    hours: sorted(
      hours.map(({ log, hourMs, handovers, reversals, notServed }) => ({
        log,
        hourMs,
        handovers,
        reversals,
        notServed,
      })),
    ),
  };
}

const sorted = <T>(rows: readonly T[]): T[] =>
  rows.toSorted((a, b) => (JSON.stringify(keyed(a)) < JSON.stringify(keyed(b)) ? -1 : 1));
const keyed = (row: unknown): unknown[] => Object.entries(row as object).toSorted(([a], [b]) => (a < b ? -1 : 1));
