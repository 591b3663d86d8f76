import { parseCanonical } from '../../../shared/wire/canonical.ts';
import type { Entry, EntryType } from '../../../shared/wire/entry-types.ts';
import { UPLOAD_LIMITS } from '../../../shared/wire/upload.ts';
import { signatureCharacters } from '../../../shared/wire/receipt-code.ts';
import type { SqlQuery } from '../sql/sql.ts';

/** A claim as the office sees it, out of the ledger; names and codes are in its sealed file. */
export type ClaimRow = Readonly<{
  /** `<log>#<seq>`: how commands name it. */
  claim: string;
  log: number;
  origin: string;
  keyId: string;
  site: string;
  desk: string;
  seq: number;
  number: string;
  check: string;
  entry: Entry<'claim'>;
  /** The whole sealed file, where it has come. */
  sha256: string | null;
  answer: string | null;
  /** The claim that took its place. */
  replacedBy: number | null;
}>;

type Found = Readonly<{
  log: number;
  origin: string;
  key_id: string;
  site: string;
  desk: string;
  seq: number;
  body: Uint8Array;
  signature: Uint8Array;
  sha256: string | null;
  answer: string | null;
}>;

/** All claims in the ledgers here, oldest first, each with its file and its newest answer. */
export async function claimRows(sql: SqlQuery, programme: string): Promise<ClaimRow[]> {
  const found = await sql.query<Found>(
    `SELECT l.id AS log, l.origin, l.key_id, l.site, l.desk, e.seq, e.body, e.signature,
       (SELECT p.sha256 FROM claim_parcel p WHERE p.log = l.id AND p.seq = e.seq AND p.whole ORDER BY p.begun_at_ms DESC LIMIT 1) AS sha256,
       (SELECT a.answer FROM claim_answer a WHERE a.log = l.id AND a.seq = e.seq ORDER BY a.number DESC LIMIT 1) AS answer
     FROM entry e JOIN log l ON l.id = e.log WHERE e.type = 'claim' AND l.programme = $1 ORDER BY e.received_at_ms, l.id, e.seq`,
    [programme],
  );
  const rows = found.flatMap((row) => {
    const entry = entryOf(row.body, 'claim');
    return entry === undefined ? [] : [{ row, entry }];
  });
  const replaced = new Map(
    rows.flatMap(({ row, entry }) =>
      entry.replaces === undefined ? [] : [[`${row.log} ${entry.replaces}`, row.seq] as const],
    ),
  );
  return rows.map(({ row, entry }) => ({
    claim: `${row.origin}#${row.seq}`,
    log: row.log,
    origin: row.origin,
    keyId: row.key_id,
    site: row.site,
    desk: row.desk,
    seq: row.seq,
    number: `${row.desk}-${row.seq}`,
    check: signatureCharacters(row.signature),
    entry,
    sha256: row.sha256,
    answer: row.answer,
    replacedBy: replaced.get(`${row.log} ${row.seq}`) ?? null,
  }));
}

/** Entries of a log by their numbers, of one type; others are left out. */
export async function entriesOf<T extends EntryType>(
  sql: SqlQuery,
  log: number,
  type: T,
  seqs: readonly number[] | null,
): Promise<Entry<T>[]> {
  const rows = await sql.query<{ body: Uint8Array }>(
    `SELECT body FROM entry WHERE log = $1 AND type = $2 AND ($3::bigint[] IS NULL OR seq = ANY ($3::bigint[])) ORDER BY seq`,
    [log, type, seqs],
  );
  return rows.flatMap(({ body }) => entryOf(body, type) ?? []);
}

/** Captures of these vouchers in any log of the programme. */
export async function capturesOfVouchers(
  sql: SqlQuery,
  programme: string,
  vouchers: ReadonlySet<string>,
): Promise<Readonly<{ log: number; origin: string; entry: Entry<'capture'> }>[]> {
  const rows = await sql.query<{ log: number; origin: string; body: Uint8Array }>(
    `SELECT l.id AS log, l.origin, e.body FROM entry e JOIN log l ON l.id = e.log
     WHERE e.type = 'capture' AND l.programme = $1 AND convert_from(e.body, 'UTF8')::jsonb ->> 'vch' = ANY ($2::text[])`,
    [programme, [...vouchers]],
  );
  return rows.flatMap(({ log, origin, body }) => {
    const entry = entryOf(body, 'capture');
    return entry === undefined ? [] : [{ log, origin, entry }];
  });
}

function entryOf<T extends EntryType>(body: Uint8Array, type: T): Entry<T> | undefined {
  const read = parseCanonical(new Uint8Array(body), UPLOAD_LIMITS.entryBytes);
  const isOne = read.ok && typeof read.value === 'object' && 't' in read.value && read.value['t'] === type;
  // Entries were read under their schema when the reports were made; this asks for no more than the type.
  return isOne ? (read.value as unknown as Entry<T>) : undefined;
}
