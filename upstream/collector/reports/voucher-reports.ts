import type { Report } from './report.ts';

/** Acts that cannot stand beside this one, in whatever log. */
const OTHERS = `SELECT other.origin || ' ' || found.seq FROM (
    SELECT second_log AS log, second_seq AS seq, first_log AS of_log, first_seq AS of_seq, programme, entitlement FROM claim_conflict
      WHERE released_at_ms IS NULL
    UNION ALL SELECT first_log, first_seq, second_log, second_seq, programme, entitlement FROM claim_conflict
      WHERE released_at_ms IS NULL
  ) AS found JOIN log AS other ON other.id = found.log
  WHERE found.programme = rec_scope.programme AND entitlement = act.voucher AND of_log = act.log AND of_seq = act.seq ORDER BY 1`;

/** Everything that was done with vouchers. A voucher that stood for an entitlement has no account here. */
export const vouchers: Report = {
  name: 'vouchers',
  columns: {
    voucher: 'text',
    act: 'text',
    log: 'text',
    seq: 'count',
    desk: 'text',
    day: 'text',
    operator: 'text',
    at: 'time',
    ordinal: 'count',
    account: 'text',
    quantity: 'quantity',
    ended_by: 'count',
    used_twice: 'flag',
    also_used: 'list',
  },
  key: ['voucher', 'log', 'seq', 'account'],
  sql: `SELECT voucher, kind AS act, origin AS log, act.seq, act.desk, day, operator, at_ms AS at, ordinal,
      coalesce(moved.account, '') AS account, moved.quantity, ended_by,
      cardinality(also_used) > 0 AS used_twice, also_used
    FROM rec_voucher AS act JOIN rec_scope ON rec_scope.id = act.scope JOIN log ON log.id = act.log
    CROSS JOIN LATERAL (SELECT ARRAY(${OTHERS}) AS also_used) AS others
    LEFT JOIN LATERAL (SELECT one ->> 0 AS account, (one ->> 1)::bigint AS quantity
      FROM jsonb_array_elements(act.amounts) AS one) AS moved ON true
    WHERE act.scope = $1`,
  filters: {
    act: 'act = $?',
    voucher: 'voucher = $?',
    desk: 'desk = $?',
    day: 'day = $?',
    item: 'account = $?',
    used_twice: 'used_twice = $?::boolean',
  },
};

/** What each desk's provider claims for services of a day, and whether the day's close says the same. */
export const captured: Report = {
  name: 'captured',
  columns: {
    day: 'text',
    desk: 'text',
    epoch: 'count',
    account: 'text',
    captures: 'count',
    captured: 'quantity',
    taken_back_captures: 'count',
    taken_back: 'quantity',
    to_claim: 'quantity',
    stated: 'quantity',
    agrees: 'flag',
  },
  key: ['day', 'desk', 'epoch', 'account'],
  sql: `SELECT rec_day.day, desk, epoch, account, captures, captured, taken_back_captures, taken_back,
      captured - taken_back AS to_claim, stated,
      closed_at_ms IS NULL OR coalesce(stated = captured - taken_back, false) AS agrees
    FROM rec_service JOIN rec_day ON rec_day.log = rec_service.log AND rec_day.day = rec_service.day
    JOIN log ON log.id = rec_service.log WHERE scope = $1`,
  filters: { desk: 'desk = $?', day: 'day = $?', item: 'account = $?' },
};

/** What is set aside and was neither captured nor released, the oldest first; ages by the database's clock. */
export const holds: Report = {
  name: 'holds',
  columns: {
    at: 'time',
    log: 'text',
    seq: 'count',
    hours: 'count',
    voucher: 'text',
    desk: 'text',
    day: 'text',
    operator: 'text',
    account: 'text',
    quantity: 'quantity',
  },
  key: ['at', 'log', 'seq'],
  sql: `SELECT at_ms AS at, origin AS log, rec_voucher.seq,
      greatest(0, floor((extract(epoch FROM now()) * 1000 - at_ms) / 3600000))::bigint AS hours,
      voucher, rec_voucher.desk, day, operator, amounts -> 0 ->> 0 AS account, (amounts -> 0 ->> 1)::bigint AS quantity
    FROM rec_voucher JOIN log ON log.id = rec_voucher.log
    WHERE scope = $1 AND kind = 'hold' AND ended_by IS NULL`,
  filters: { desk: 'desk = $?', day: 'day = $?', item: 'account = $?' },
};
