import type { Database } from '@signalapp/sqlcipher';
import type { HandoverView } from '../../../shared/ipc/views.ts';
import type { HandedLine } from '../../../shared/wire/entry-types.ts';
import { signatureCharacters } from '../../../shared/wire/receipt-code.ts';
import { paperState } from '../receipts/paper-state.ts';
import { resolutionOf } from '../outbox/inbox.store.ts';
import { wayOf } from '../outbox/outbox.store.ts';

type Row = Readonly<{
  seq: number;
  check_characters: string;
  at_ms: number;
  operator: string;
  household: string | null;
  name: string | null;
  part: number;
  reversed_by: number | null;
  note: string | null;
}>;

const SELECT = `
  SELECT h.seq, h.check_characters, h.at_ms, h.operator, h.household, h.name, h.part, h.reversed_by, h.note FROM handover h`;

/** `desk` is this station's: receipt numbers are `<desk>-<seq>`. */
export type HandoverStore = Readonly<{
  bySeq: (seq: number) => HandoverView | undefined;
  byToken: (token: string) => HandoverView | undefined;
  /** Newest first. */
  ofHousehold: (pseudonym: string, cycle: string) => HandoverView[];
  /** Newest first: those that used the voucher of this name. */
  ofVoucher: (name: string) => HandoverView[];
  /** Newest first, before the given seq; `text` is compared with receipt number, household id and name. */
  recent: (limit: number, before: number | undefined, text: string | undefined) => HandoverView[];
  lines: (seq: number) => HandedLine[];
}>;

export function handoverStore(db: Database, desk: string): HandoverStore {
  const standing = (seq: number): Pick<HandoverView, 'stands'> => {
    const stands = resolutionOf(db, seq);
    return stands === undefined ? {} : { stands };
  };
  const given = db.prepare(
    'SELECT account, sum(quantity) AS quantity FROM handover_line WHERE seq = ? GROUP BY account ORDER BY account',
  );
  const paperOf = paperState(db);
  const signature = db.prepare('SELECT signature FROM entry WHERE seq = ?', { pluck: true });
  const slipOf = (seq: number): NonNullable<HandoverView['slip']> => {
    const signed = signature.get([seq]);
    if (!(signed instanceof Uint8Array)) throw new Error('A reversal without an entry');
    return { receipt: receiptNumber(desk, seq), check: signatureCharacters(signed), ...paperOf(seq) };
  };
  const show = (row: Row): HandoverView => ({
    seq: row.seq,
    receipt: receiptNumber(desk, row.seq),
    check: row.check_characters,
    atMs: row.at_ms,
    desk,
    operator: row.operator,
    household: row.household,
    name: row.name,
    part: row.part === 1,
    lines: given.all<{ account: string; quantity: number }>([row.seq]),
    ...paperOf(row.seq),
    reversedBy: row.reversed_by,
    slip: row.reversed_by === null ? null : slipOf(row.reversed_by),
    way: wayOf(db, row.seq),
    ...standing(row.seq),
    ...(row.note === null ? {} : { note: row.note }),
  });
  const one = (where: string, value: string | number): HandoverView | undefined => {
    const row = db.prepare(`${SELECT} WHERE ${where} = ?`).get<Row>([value]);
    return row === undefined ? undefined : show(row);
  };
  return {
    bySeq: (seq) => one('h.seq', seq),
    byToken: (token) => one('h.token', token),
    ofHousehold: (pseudonym, cycle) =>
      db
        .prepare(`${SELECT} WHERE h.ben = ? AND h.cycle = ? ORDER BY h.seq DESC LIMIT 20`)
        .all<Row>([pseudonym, cycle])
        .map(show),
    ofVoucher: (name) =>
      db
        .prepare(`${SELECT} WHERE h.seq IN (SELECT seq FROM claim WHERE entitlement = ?) ORDER BY h.seq DESC LIMIT 20`)
        .all<Row>([name])
        .map(show),
    recent(limit, before, text) {
      const like = `%${(text ?? '').trim().replaceAll(/[\\%_]/g, '\\$&')}%`;
      return db
        .prepare(
          `${SELECT} WHERE h.seq < $before AND ($desk || h.seq LIKE $like ESCAPE '\\' OR h.household LIKE $like ESCAPE '\\' OR h.name LIKE $like ESCAPE '\\')
           ORDER BY h.seq DESC LIMIT $limit`,
        )
        .all<Row>({ before: before ?? Number.MAX_SAFE_INTEGER, desk: `${desk}-`, like, limit })
        .map(show);
    },
    lines: (seq) =>
      db
        .prepare(
          'SELECT entitlement, line, account, quantity FROM handover_line WHERE seq = ? ORDER BY entitlement, line',
        )
        .all<{ entitlement: string; line: string; account: string; quantity: number }>([seq])
        .map((row) => [row.entitlement, row.line, row.account, row.quantity]),
  };
}

export function receiptNumber(desk: string, seq: number): string {
  return `${desk}-${seq}`;
}
