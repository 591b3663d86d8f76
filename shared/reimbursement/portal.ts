import { DOCUMENT_FORMS } from '../domain/reimbursement.ts';
import { csvOf } from '../tables/csv.ts';
import type { Row, Table } from '../tables/table.ts';
import type { ClaimedCapture, ClaimedDocument, ClaimParticulars } from '../wire/claim-file.ts';
import { utf8Bytes } from '../wire/bytes.ts';
import { decimalOf } from '../words/money.ts';
import { cashAccount } from '../domain/account.ts';

/**
 * A statement as files. OpenG2P's Service Provider Portal has no interface for programs: somebody fills in its form once a voucher
 * (`POST /serviceprovider/submit/{entitlement}`, multipart, 15.0) with the fields `code`, `initial_amount` and comments and with the
 * files `Statement_of_Account`. So each voucher gets a folder with just these, and one table holds them all by `sub` and `code`.
 */

/** What identifies a statement, out of its signed entry. */
export type StatementName = Readonly<{ number: string; check: string; atMs: number }>;
export type StatementFile = Readonly<{ path: string; bytes: Uint8Array }>;

export const CLAIM_TABLE: Table = {
  name: 'claims',
  columns: {
    statement: 'text',
    sub: 'text',
    code: 'text',
    initial_amount: 'quantity',
    currency: 'text',
    comments: 'text',
    Statement_of_Account: 'list',
    voucher_amount: 'quantity',
    captured_amount: 'quantity',
    receipt: 'text',
    check: 'text',
    captured_at: 'time',
    beneficiary: 'text',
    beneficiary_name: 'text',
    household: 'text',
    provider: 'text',
    issuer: 'text',
    programme: 'text',
    site: 'text',
  },
};

/** The table as RFC 4180, as in every other file of rows. */
export async function claimCsv(particulars: ClaimParticulars, name: StatementName): Promise<Uint8Array> {
  const text: string[] = [];
  for await (const piece of csvOf(CLAIM_TABLE, pageOf(particulars, name))) text.push(piece);
  return utf8Bytes(text.join(''));
}

/** All files for the portal. `document` gives a document's bytes. */
export async function portalFiles(
  particulars: ClaimParticulars,
  name: StatementName,
  document: (sha256: string) => Uint8Array,
): Promise<StatementFile[]> {
  const files: StatementFile[] = [{ path: 'claims.csv', bytes: await claimCsv(particulars, name) }];
  for (const capture of particulars.captures) {
    const folder = folderOf(capture);
    const form = {
      entitlement: capture.entitlement ?? '',
      code: capture.code ?? '',
      initial_amount: decimalOf(capture.amountMinor, particulars.currency),
      comments: commentsOf(capture, particulars, name),
      Statement_of_Account: fileNames(capture),
    };
    files.push({ path: `${folder}/form.json`, bytes: utf8Bytes(`${JSON.stringify(form, null, 2)}\n`) });
    for (const [index, { sha256 }] of capture.documents.entries())
      files.push({ path: `${folder}/${fileNames(capture)[index] ?? sha256}`, bytes: document(sha256) });
  }
  return files;
}

// A page of everything: a statement has at most a hundred rows.
async function* pageOf(particulars: ClaimParticulars, name: StatementName): AsyncGenerator<readonly Row[]> {
  yield particulars.captures.map((capture) => rowOf(capture, particulars, name));
}

function rowOf(capture: ClaimedCapture, particulars: ClaimParticulars, name: StatementName): Row {
  const { currency, provider, issuer, programme, site } = particulars;
  return {
    // Not a column: money is written by the currency of its account.
    account: cashAccount(currency),
    statement: name.number,
    sub: capture.entitlement ?? '',
    code: capture.code ?? '',
    initial_amount: capture.amountMinor,
    currency,
    comments: commentsOf(capture, particulars, name),
    Statement_of_Account: fileNames(capture).map((file) => `${folderOf(capture)}/${file}`),
    voucher_amount: capture.dueMinor,
    captured_amount: capture.capturedMinor,
    receipt: capture.receipt,
    check: capture.check,
    captured_at: capture.atMs,
    beneficiary: capture.beneficiary ?? '',
    beneficiary_name: capture.holder ?? '',
    household: capture.household ?? '',
    provider: `${provider.name} (${provider.id})`,
    issuer: `${issuer.name} (${issuer.id})`,
    programme: programme.name,
    site: site.name,
  };
}

/** What was done and where it is recorded, for whoever reads the claim without the ledger. */
function commentsOf(capture: ClaimedCapture, { currency }: ClaimParticulars, name: StatementName): string {
  const services = capture.services.map(
    ({ code, name: service, quantity, amountMinor }) =>
      `${code} ${service} x ${quantity} = ${decimalOf(amountMinor, currency)}`,
  );
  return [...services, `Receipt ${capture.receipt} ${capture.check}`, `Statement ${name.number} ${name.check}`].join(
    '; ',
  );
}

/** Letters of folder names that every file system takes. */
function folderOf({ entitlement, code, receipt }: ClaimedCapture): string {
  const parts = [entitlement, code ?? receipt].filter((part) => part !== undefined);
  return parts
    .join('-')
    .replaceAll(/[^A-Za-z0-9-]/g, '_')
    .slice(0, 80);
}

function fileNames({ documents }: ClaimedCapture): string[] {
  const counts = new Map<string, number>();
  return documents.map((document) => {
    const name = NAMES[document.kind];
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return `${name}-${count}.${DOCUMENT_FORMS[document.type].ending}`;
  });
}

const NAMES: Readonly<Record<ClaimedDocument['kind'], string>> = {
  'statement-of-account': 'Statement_of_Account',
  'discharge-note': 'Discharge_Note',
  prescription: 'Prescription',
  other: 'Other',
};
