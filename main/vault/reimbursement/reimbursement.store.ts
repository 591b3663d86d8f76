import type { Database } from '@signalapp/sqlcipher';
import { CLAIM_LIMITS, type DocumentKind, type DocumentType } from '../../../shared/domain/reimbursement.ts';
import type { ServiceLine } from '../../../shared/wire/entry-types.ts';
import { ClaimParticulars, type ClaimStatus } from '../../../shared/wire/claim-file.ts';
import { VoucherDetails } from '../vouchers/details.ts';

export type CaptureRecord = Readonly<{
  seq: number;
  voucher: string;
  account: string;
  amountMinor: number;
  services: readonly ServiceLine[];
  atMs: number;
  check: string;
  released: boolean;
  claimed: Readonly<{ by: number; amountMinor: number }> | null;
  details: VoucherDetails;
}>;

export type DocumentRecord = Readonly<{
  capture: number;
  sha256: string;
  kind: DocumentKind;
  type: DocumentType;
  bytes: number;
  claimed: boolean;
}>;

export type Statement = Readonly<{
  seq: number;
  account: string;
  amountMinor: number;
  captures: number;
  atMs: number;
  operator: string;
  check: string;
  salt: string;
  replaces: number | null;
  replacedBy: number | null;
  sent: boolean;
  status: Omit<ClaimStatus, 'v' | 'programme' | 'log' | 'seq'> | null;
}>;

export type Parcel = Readonly<{ sha256: string; bytes: number; recipient: string; sent: boolean }>;

const CAPTURE = `
  SELECT c.seq, c.voucher, c.account, c.amount, c.services, c.at_ms, c.check_characters, c.released_by, c.details,
         r.reimbursement, r.amount AS claimed FROM voucher_capture c LEFT JOIN reimbursement_capture r ON r.capture = c.seq`;
type CaptureRow = Readonly<{
  seq: number;
  voucher: string;
  account: string;
  amount: number;
  services: string;
  at_ms: number;
  check_characters: string;
  released_by: number | null;
  details: string;
  reimbursement: number | null;
  claimed: number | null;
}>;
const DOCUMENT = `
  SELECT d.capture, d.sha256, d.kind, d.type, d.bytes, n.sha256 IS NOT NULL AS claimed FROM claim_document d
  LEFT JOIN reimbursement_document n ON n.capture = d.capture AND n.sha256 = d.sha256`;
const STATEMENT = `
  SELECT r.seq, r.account, r.amount AS amountMinor, r.captures, r.at_ms AS atMs, r.operator, r.check_characters AS "check",
         r.salt, r.replaces, (SELECT n.seq FROM reimbursement n WHERE n.replaces = r.seq) AS replacedBy,
         coalesce((SELECT sent FROM claim_parcel p WHERE p.claim = r.seq), 0) AS sent FROM reimbursement r`;

/** Reads and notes about claims; whatever follows from entries is written by their projector alone. */
export function reimbursementStore(db: Database) {
  return { ...captureRows(db), ...documentRows(db), ...statementRows(db) };
}

function captureRows(db: Database) {
  const showCapture = (row: CaptureRow): CaptureRecord => ({
    seq: row.seq,
    voucher: row.voucher,
    account: row.account,
    amountMinor: row.amount,
    services: JSON.parse(row.services) as ServiceLine[],
    atMs: row.at_ms,
    check: row.check_characters,
    released: row.released_by !== null,
    claimed:
      row.reimbursement === null || row.claimed === null ? null : { by: row.reimbursement, amountMinor: row.claimed },
    details: VoucherDetails.parse(JSON.parse(row.details)),
  });
  return {
    openCaptures: (limit: number): CaptureRecord[] =>
      db
        .prepare(`${CAPTURE} WHERE r.capture IS NULL AND c.released_by IS NULL ORDER BY c.seq LIMIT ?`)
        .all<CaptureRow>([limit])
        .map(showCapture),
    capturesOf: (claim: number): CaptureRecord[] =>
      db.prepare(`${CAPTURE} WHERE r.reimbursement = ? ORDER BY c.seq`).all<CaptureRow>([claim]).map(showCapture),
    capture(seq: number): CaptureRecord | undefined {
      const row = db.prepare(`${CAPTURE} WHERE c.seq = ?`).get<CaptureRow>([seq]);
      return row === undefined ? undefined : showCapture(row);
    },
    /** Claimed for captures of a voucher, beside those given. */
    claimedOf: (voucher: string, beside: readonly number[]): number =>
      db
        .prepare(
          `SELECT r.capture, r.amount FROM reimbursement_capture r JOIN voucher_capture c ON c.seq = r.capture WHERE c.voucher = ?`,
        )
        .all<{ capture: number; amount: number }>([voucher])
        .reduce((sum, { capture, amount }) => (beside.includes(capture) ? sum : sum + amount), 0),
  };
}

function documentRows(db: Database) {
  const showDocument = (row: Omit<DocumentRecord, 'claimed'> & { claimed: number }): DocumentRecord => ({
    ...row,
    claimed: row.claimed === 1,
  });
  return {
    documentsOf: (capture: number): DocumentRecord[] =>
      db
        .prepare(`${DOCUMENT} WHERE d.capture = ? ORDER BY d.added_at_ms, d.sha256`)
        .all<Omit<DocumentRecord, 'claimed'> & { claimed: number }>([capture])
        .map(showDocument),
    /** Any capture's document of this name. */
    documentNamed(sha256: string): DocumentRecord | undefined {
      const row = db
        .prepare(`${DOCUMENT} WHERE d.sha256 = ? LIMIT 1`)
        .get<Omit<DocumentRecord, 'claimed'> & { claimed: number }>([sha256]);
      return row === undefined ? undefined : showDocument(row);
    },
    addDocument(document: Omit<DocumentRecord, 'claimed'>, atMs: number, by: string): void {
      const { capture, sha256, kind, type, bytes } = document;
      db.prepare('INSERT OR IGNORE INTO claim_document VALUES (?, ?, ?, ?, ?, ?, ?)').run([
        capture,
        sha256,
        kind,
        type,
        bytes,
        atMs,
        by,
      ]);
    },
    removeDocument: (capture: number, sha256: string): void =>
      void db.prepare('DELETE FROM claim_document WHERE capture = ? AND sha256 = ?').run([capture, sha256]),
  };
}

function statementRows(db: Database) {
  type StatementRow = Omit<Statement, 'sent' | 'status'> & { sent: number };
  const status = db.prepare(
    `SELECT number, answer, reason, reference, paid_on AS paidOn, at_ms AS atMs, by FROM claim_status
     WHERE claim = ? ORDER BY number DESC LIMIT 1`,
  );
  const showStatement = (row: StatementRow): Statement => {
    const newest = status.get<NonNullable<Statement['status']>>([row.seq]) ?? null;
    // What was answered has arrived, on whatever way.
    return { ...row, sent: row.sent === 1 || newest !== null, status: newest };
  };
  return {
    statement(seq: number): Statement | undefined {
      const row = db.prepare(`${STATEMENT} WHERE r.seq = ?`).get<StatementRow>([seq]);
      return row === undefined ? undefined : showStatement(row);
    },
    statements: (limit: number, before: number | undefined): Statement[] =>
      db
        .prepare(`${STATEMENT} WHERE r.seq < ? ORDER BY r.seq DESC LIMIT ?`)
        .all<StatementRow>([before ?? Number.MAX_SAFE_INTEGER, limit])
        .map(showStatement),
    particulars(seq: number): ClaimParticulars | undefined {
      const text = db
        .prepare('SELECT particulars FROM reimbursement WHERE seq = ?', { pluck: true })
        .get<string>([seq]);
      return text === undefined ? undefined : ClaimParticulars.parse(JSON.parse(text));
    },
    /** Claims whose file the collector does not have, and that were not answered either; oldest first. */
    unsent: (): number[] =>
      db
        .prepare(
          `SELECT r.seq FROM reimbursement r LEFT JOIN claim_parcel p ON p.claim = r.seq WHERE coalesce(p.sent, 0) = 0
           AND NOT EXISTS (SELECT 1 FROM claim_status s WHERE s.claim = r.seq) ORDER BY r.seq`,
          { pluck: true },
        )
        .all<number>(),
    parcel(claim: number): Parcel | undefined {
      const row = db
        .prepare('SELECT sha256, bytes, recipient, sent FROM claim_parcel WHERE claim = ?')
        .get<{ sha256: string; bytes: number; recipient: string; sent: number }>([claim]);
      return row === undefined ? undefined : { ...row, sent: row.sent === 1 };
    },
    keepParcel: (claim: number, { sha256, bytes, recipient, sent }: Parcel): void =>
      void db
        .prepare('INSERT OR REPLACE INTO claim_parcel VALUES (?, ?, ?, ?, ?)')
        .run([claim, sha256, bytes, recipient, sent ? 1 : 0]),
    /** False where that number is known already. */
    keepStatus: (claim: number, said: NonNullable<Statement['status']>): boolean =>
      db
        .prepare('INSERT OR IGNORE INTO claim_status VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
        .run([claim, said.number, said.answer, said.reason, said.reference, said.paidOn, said.atMs, said.by])
        .changes === 1,
  };
}
export type ReimbursementStore = ReturnType<typeof reimbursementStore>;

/** Captures shown at once: as many as go into a few statements. */
export const MOST_CAPTURES = 3 * CLAIM_LIMITS.captures;
