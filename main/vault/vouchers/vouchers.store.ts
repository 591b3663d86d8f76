import type { Database } from '@signalapp/sqlcipher';
import { currencyOf } from '../../../shared/domain/account.ts';
import type { CaptureView, HoldView } from '../../../shared/ipc/views.ts';
import type { ServiceLine } from '../../../shared/wire/entry-types.ts';
import { receiptNumber } from '../handovers/handovers.store.ts';
import { paperState } from '../receipts/paper-state.ts';
import { VoucherDetails } from './details.ts';

type Row = Readonly<{
  seq: number;
  account: string;
  amount: number;
  at_ms: number;
  operator: string;
  check_characters: string;
  details: string;
  note: string | null;
}>;
type CaptureRow = Row & Readonly<{ remaining: number; services: string; released_by: number | null }>;

const HOUR_MS = 3_600_000;
const COMMON = 'seq, account, amount, at_ms, operator, check_characters, details, note';
const HOLD = `SELECT ${COMMON} FROM voucher_hold`;
const CAPTURE = `SELECT ${COMMON}, remaining, services, released_by FROM voucher_capture`;

/** Captures shown with a voucher. */
const MOST_CAPTURES = 20;

export type VoucherStore = Readonly<{
  hold: (seq: number) => HoldView | undefined;
  holdByToken: (token: string) => HoldView | undefined;
  /** Oldest first. */
  openHolds: () => HoldView[];
  capture: (seq: number) => CaptureView | undefined;
  captureByToken: (token: string) => CaptureView | undefined;
  /** Newest first. */
  capturesOf: (voucher: string) => CaptureView[];
  /** Newest first, before the given seq; `text` is compared with receipt number, household, name and code. */
  recent: (limit: number, before: number | undefined, text: string | undefined) => CaptureView[];
}>;

/** `at`: the station's time, for ages, and after how many hours a hold is overdue. */
export function voucherStore(
  db: Database,
  desk: string,
  at: Readonly<{ nowMs: number; holdHours: number }>,
): VoucherStore {
  const paperOf = paperState(db);
  const common = (row: Row) => {
    const { holder, household, code, issuer } = VoucherDetails.parse(JSON.parse(row.details));
    return {
      seq: row.seq,
      receipt: receiptNumber(desk, row.seq),
      check: row.check_characters,
      atMs: row.at_ms,
      operator: row.operator,
      name: holder,
      household,
      code,
      issuer: issuer.name,
      currency: currencyOf(row.account) ?? '',
      amountMinor: row.amount,
      ...paperOf(row.seq),
      ...(row.note === null ? {} : { note: row.note }),
    };
  };
  const hold = (row: Row): HoldView => {
    const ageMs = Math.max(0, Math.round(at.nowMs - row.at_ms));
    return { ...common(row), ageMs, overdue: ageMs > at.holdHours * HOUR_MS };
  };
  const capture = (row: CaptureRow): CaptureView => {
    const offered = new Map(
      VoucherDetails.parse(JSON.parse(row.details)).services.map(({ code, name }) => [code, name]),
    );
    const services = JSON.parse(row.services) as ServiceLine[];
    return {
      ...common(row),
      services: services.map(([code, quantity, amountMinor]) => ({
        code,
        name: offered.get(code) ?? code,
        quantity,
        amountMinor,
      })),
      remainingMinor: row.remaining,
      releasedBy: row.released_by,
    };
  };
  const one = <R extends Row, V>(sql: string, value: number | string, show: (row: R) => V): V | undefined => {
    const row = db.prepare(sql).get<R>([value]);
    return row === undefined ? undefined : show(row);
  };
  return {
    hold: (seq) => one(`${HOLD} WHERE seq = ?`, seq, hold),
    holdByToken: (token) => one(`${HOLD} WHERE token = ?`, token, hold),
    openHolds: () => db.prepare(`${HOLD} WHERE ended_by IS NULL ORDER BY seq`).all<Row>().map(hold),
    capture: (seq) => one(`${CAPTURE} WHERE seq = ?`, seq, capture),
    captureByToken: (token) => one(`${CAPTURE} WHERE token = ?`, token, capture),
    capturesOf: (voucher) =>
      db
        .prepare(`${CAPTURE} WHERE voucher = ? ORDER BY seq DESC LIMIT ${MOST_CAPTURES}`)
        .all<CaptureRow>([voucher])
        .map(capture),
    recent(limit, before, text) {
      const like = `%${(text ?? '').trim().replaceAll(/[\\%_]/g, '\\$&')}%`;
      return db
        .prepare(
          `${CAPTURE} WHERE seq < $before AND ($desk || seq LIKE $like ESCAPE '\\'
             OR details ->> '$.household' LIKE $like ESCAPE '\\' OR details ->> '$.holder' LIKE $like ESCAPE '\\'
             OR details ->> '$.code' LIKE $like ESCAPE '\\')
           ORDER BY seq DESC LIMIT $limit`,
        )
        .all<CaptureRow>({ before: before ?? Number.MAX_SAFE_INTEGER, desk: `${desk}-`, like, limit })
        .map(capture);
    },
  };
}

/** Holds that stand, and those among them that are older than they should be. */
export function countHolds(
  db: Database,
  at: Readonly<{ nowMs: number; holdHours: number }>,
): Readonly<{ open: number; overdue: number }> {
  const row = db
    .prepare('SELECT count(*) AS open, coalesce(sum(at_ms < ?), 0) AS overdue FROM voucher_hold WHERE ended_by IS NULL')
    .get<{ open: number; overdue: number }>([at.nowMs - at.holdHours * HOUR_MS]);
  return row ?? { open: 0, overdue: 0 };
}
