import { LINE_FIGURES } from '../../../shared/tables/table.ts';
import type { Report } from './report.ts';
import { captured, holds, vouchers } from './voucher-reports.ts';

/** Sums that never leave what a number can hold exactly, whatever a station claims. */
const sums = (...names: readonly string[]): string =>
  names.map((name) => `least(sum(${name}), ${Number.MAX_SAFE_INTEGER})::bigint AS ${name}`).join(', ');
const MOVED = sums('handed', 'reversed', 'served', 'twice', 'unexplained');

/** Where every line of every entitlement stands. */
const entitlements: Report = {
  name: 'entitlements',
  columns: {
    entitlement: 'text',
    household: 'text',
    home_desk: 'text',
    status: 'text',
    line: 'text',
    account: 'text',
    ...LINE_FIGURES,
    conflict: 'text',
    moved: 'flag',
    desks: 'list',
    days: 'list',
    reasons: 'list',
    not_explained: 'list',
  },
  key: ['entitlement', 'line', 'account'],
  sql: `SELECT rec_line.*, household, home_desk, status, conflict, moved, reasons, rec_state.unexplained AS not_explained,
      ARRAY(SELECT DISTINCT desk FROM rec_claim WHERE rec_claim.scope = $1
        AND rec_claim.entitlement = rec_line.entitlement ORDER BY desk) AS desks,
      ARRAY(SELECT DISTINCT day FROM rec_claim WHERE rec_claim.scope = $1
        AND rec_claim.entitlement = rec_line.entitlement ORDER BY day) AS days
    FROM rec_line JOIN rec_state USING (scope, entitlement) WHERE scope = $1`,
  filters: {
    status: 'status = $?',
    item: 'account = $?',
    desk: '$? = ANY(desks)',
    home_desk: 'home_desk = $?',
    day: '$? = ANY(days)',
    moved: 'moved = $?::boolean',
    entitlement: 'entitlement = $?',
    not_explained: '(cardinality(not_explained) > 0) = $?::boolean',
  },
};

/** What hand-overs moved and what became of it, by desk, day, operator and account; sums over any of them are the site's. */
const moved: Report = {
  name: 'moved',
  columns: {
    desk: 'text',
    day: 'text',
    operator: 'text',
    account: 'text',
    handed: 'quantity',
    reversed: 'quantity',
    served: 'quantity',
    twice: 'quantity',
    unexplained: 'quantity',
  },
  key: ['desk', 'day', 'operator', 'account'],
  sql: `SELECT desk, day, operator, account, ${MOVED} FROM rec_cell WHERE scope = $1
    GROUP BY desk, day, operator, account`,
  filters: { desk: 'desk = $?', day: 'day = $?', item: 'account = $?' },
};

/** What is due and what became of it, by account and the desk that should serve it ('' for any). */
const totals: Report = {
  name: 'totals',
  columns: { home_desk: 'text', account: 'text', ...LINE_FIGURES },
  key: ['home_desk', 'account'],
  sql: `SELECT home_desk, account, ${sums('due', 'remaining')}, ${MOVED.replaceAll('sum(unexplained)', 'sum(rec_line.unexplained)')}
    FROM rec_line JOIN rec_state USING (scope, entitlement) WHERE scope = $1 GROUP BY home_desk, account`,
  filters: { item: 'account = $?', home_desk: 'home_desk = $?' },
};

/** Every hand-over of the entitlements that were claimed twice, at other sites too: the evidence of each conflict. */
const conflicts: Report = {
  name: 'conflicts',
  columns: {
    entitlement: 'text',
    household: 'text',
    conflict: 'text',
    log: 'text',
    seq: 'count',
    line: 'text',
    account: 'text',
    quantity: 'quantity',
    desk: 'text',
    day: 'text',
    operator: 'text',
    at: 'time',
    ordinal: 'count',
    reversed_by: 'count',
    rightful: 'flag',
    decided_by: 'text',
    decided_at: 'time',
    note: 'text',
  },
  key: ['entitlement', 'log', 'seq', 'line', 'account'],
  sql: `SELECT rec_state.entitlement, rec_state.household, conflict, origin AS log, rec_claim.seq, handed.line, handed.account,
      handed.quantity, desk, day, operator, at_ms AS at, ordinal, reversed_by,
      rec_resolution.log = origin AND rec_resolution.seq = rec_claim.seq AS rightful,
      decided_by, decided_at_ms AS decided_at, note
    FROM rec_state JOIN rec_scope ON rec_scope.id = rec_state.scope
    CROSS JOIN LATERAL (
      SELECT * FROM rec_claim WHERE rec_claim.scope = rec_state.scope AND rec_claim.entitlement = rec_state.entitlement
      UNION ALL
      SELECT rec_claim.* FROM rec_due JOIN rec_due AS other ON other.common = rec_due.common AND other.scope <> rec_due.scope
        JOIN rec_claim ON rec_claim.scope = other.scope AND rec_claim.entitlement = other.entitlement
      WHERE rec_due.scope = rec_state.scope AND rec_due.entitlement = rec_state.entitlement) AS rec_claim
    CROSS JOIN LATERAL (SELECT one ->> 0 AS line, one ->> 1 AS account, (one ->> 2)::bigint AS quantity
      FROM jsonb_array_elements(rec_claim.lines) AS one) AS handed
    LEFT JOIN rec_resolution ON rec_resolution.programme = rec_scope.programme AND rec_resolution.cycle = rec_scope.cycle
      AND rec_resolution.entitlement = rec_state.entitlement
    WHERE rec_state.scope = $1 AND conflict <> 'none'`,
  filters: { conflict: 'conflict = $?', desk: 'desk = $?' },
};

const hours: Report = {
  name: 'hours',
  columns: { hour: 'time', desk: 'text', epoch: 'count', handovers: 'count', reversals: 'count', not_served: 'count' },
  key: ['hour', 'desk', 'epoch'],
  sql: `SELECT hour_ms AS hour, desk, epoch, handovers, reversals, not_served FROM rec_hour JOIN log ON log.id = rec_hour.log
    WHERE scope = $1 AND (handovers > 0 OR reversals > 0 OR not_served > 0)`,
  filters: { desk: 'desk = $?' },
};

/** On hand at each desk after the last change within an hour. */
const stock: Report = {
  name: 'stock',
  columns: { account: 'text', hour: 'time', desk: 'text', epoch: 'count', on_hand: 'quantity' },
  key: ['account', 'hour', 'desk', 'epoch'],
  sql: `SELECT account, hour_ms AS hour, desk, epoch, on_hand FROM rec_stock JOIN log ON log.id = rec_stock.log
    WHERE scope = $1`,
  filters: { item: 'account = $?', desk: 'desk = $?' },
};

/** Each desk's day as its own entries come to it, and whether its close says the same. */
const days: Report = {
  name: 'days',
  columns: {
    day: 'text',
    desk: 'text',
    epoch: 'count',
    account: 'text',
    opened: 'time',
    closed: 'time',
    handovers: 'count',
    reversals: 'count',
    not_served: 'count',
    opening: 'quantity',
    received: 'quantity',
    handed: 'quantity',
    reversed: 'quantity',
    counted: 'quantity',
    difference: 'quantity',
    agrees: 'flag',
  },
  key: ['day', 'desk', 'epoch', 'account'],
  sql: `SELECT rec_day.day, desk, epoch, account, opened_at_ms AS opened, closed_at_ms AS closed, handovers, reversals,
      not_served, opening, received, handed, reversed, counted, difference, agrees
    FROM rec_day JOIN log ON log.id = rec_day.log JOIN rec_account ON rec_account.log = rec_day.log
      AND rec_account.day = rec_day.day WHERE scope = $1`,
  filters: { desk: 'desk = $?', day: 'day = $?', item: 'account = $?' },
};

/** Entries of the site's logs that no figure holds. */
const strays: Report = {
  name: 'strays',
  columns: { log: 'text', seq: 'count', kind: 'text', reason: 'text' },
  key: ['log', 'seq'],
  sql: `SELECT origin AS log, rec_stray.seq, kind, coalesce(quarantine.reason, '') AS reason
    FROM rec_stray JOIN log ON log.id = rec_stray.log
    JOIN rec_scope ON rec_scope.programme = log.programme AND rec_scope.site = log.site AND rec_scope.id = $1
    LEFT JOIN quarantine ON quarantine.log = rec_stray.log AND quarantine.seq = rec_stray.seq`,
  filters: { kind: 'kind = $?' },
};

/** Every table of a site in a cycle, by name. */
export const REPORTS: Readonly<Record<string, Report>> = Object.fromEntries(
  [entitlements, totals, moved, conflicts, hours, stock, days, vouchers, captured, holds, strays].map((report) => [
    report.name,
    report,
  ]),
);
