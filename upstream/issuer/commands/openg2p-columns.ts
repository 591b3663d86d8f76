import { parse as parseSync } from 'csv-parse/sync';
import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { IssuerError } from '../issuer-error.ts';
import { readCsv } from '../source/rows.ts';

/**
 * Columns of an export of OpenG2P's model `g2p.entitlement` (Odoo list export): technical name first, then the English label
 * that the export writes when the option "import-compatible" is off. Case does not matter.
 */
export const OPENG2P_COLUMNS = {
  code: ['code', 'entitlement code'],
  partnerName: ['partner_id/name', 'partner_id', 'registrant', 'beneficiary', 'registrant/name'],
  partnerId: ['partner_id/.id', 'partner_id/id', 'registrant/id', 'registrant/external id'],
  reference: ['ern', 'entitlement reference number'],
  idNumber: ['id_number', 'id number', 'national id'],
  amount: ['initial_amount', 'initial amount', 'amount'],
  currency: ['currency_id/name', 'currency_id', 'currency'],
  validFrom: ['valid_from', 'valid from'],
  validUntil: ['valid_until', 'valid until'],
  state: ['state', 'status'],
  isCash: ['is_cash_entitlement', 'cash entitlement', 'is cash entitlement'],
} as const;

type Field = keyof typeof OPENG2P_COLUMNS;
export type Columns = Readonly<{ header: readonly string[]; of: Readonly<Partial<Record<Field, string>>> }>;

export type ExportRow = Readonly<{
  line: number;
  code: string;
  partnerName: string;
  partnerId?: string;
  reference?: string;
  idNumber?: string;
  amount: string;
  currency?: string;
  validFrom?: string;
  validUntil?: string;
  state: string;
  isCash?: boolean;
}>;

const MAX_HEADER_BYTES = 16 * 1024;
const NEEDED = ['code', 'partnerName', 'amount', 'state'] as const;

/** Labels of states (fields.Selection) back to their keys. */
const STATES: Readonly<Record<string, string>> = { 'pending approval': 'pending_validation' };

/** Reads the header row and finds our columns in it. Throws an IssuerError that names what is missing. */
export function columnsOf(path: string): Columns {
  const buffer = Buffer.alloc(MAX_HEADER_BYTES);
  const file = openSync(path, 'r');
  const bytes = readSync(file, buffer, 0, buffer.length, 0);
  closeSync(file);
  const text = buffer.toString('utf8', 0, bytes);
  const [first] = parseSync(text, { bom: true, to: 1, relax_column_count: true });
  const header = (first ?? []).map((name) => name.trim().toLowerCase());
  const of: Partial<Record<Field, string>> = {};
  for (const field of Object.keys(OPENG2P_COLUMNS) as Field[]) {
    const name = OPENG2P_COLUMNS[field].find((candidate) => header.includes(candidate));
    if (name !== undefined) of[field] = name;
  }
  const missing = NEEDED.filter((field) => of[field] === undefined).map((field) => OPENG2P_COLUMNS[field][0]);
  if (missing.length > 0) throw new IssuerError(`${basename(path)}: column ${missing.join(', ')} is missing`);
  return { header, of };
}

/** Streams the rows of an export; columns we do not know are skipped. */
export async function* readExport(path: string, columns: Columns): AsyncGenerator<ExportRow> {
  for await (const { line, cells } of readCsv(path, [], columns.header)) {
    const get = (field: Field): string | undefined => {
      const name = columns.of[field];
      const text = name === undefined ? undefined : cells[name];
      // Odoo writes an empty relation or date as "False".
      return text === undefined || text === 'False' ? undefined : text;
    };
    const state = (get('state') ?? 'draft').toLowerCase();
    const isCash = columns.of.isCash === undefined ? undefined : /^(true|1|yes)$/i.test(cells[columns.of.isCash] ?? '');
    const optional = {
      partnerId: get('partnerId'),
      reference: get('reference'),
      idNumber: get('idNumber'),
      currency: get('currency'),
      validFrom: get('validFrom')?.slice(0, 10),
      validUntil: get('validUntil')?.slice(0, 10),
      isCash,
    };
    yield {
      line,
      code: get('code') ?? '',
      partnerName: get('partnerName') ?? '',
      amount: get('amount') ?? '',
      state: STATES[state] ?? state,
      ...(Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)) as object),
    };
  }
}
