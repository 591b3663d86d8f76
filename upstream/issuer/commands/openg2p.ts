import { createWriteStream, mkdirSync } from 'node:fs';
import { once } from 'node:events';
import { basename, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseAmountMinor } from '../../../shared/domain/currency.ts';
import type { Entitlement, Household } from '../../../shared/domain/roll.ts';
import { createProblems } from '../source/problems.ts';
import { timeOf } from '../source/entitlements.ts';
import { columnsOf, OPENG2P_COLUMNS, readExport, type ExportRow } from './openg2p-columns.ts';

export type ConvertOptions = Readonly<{
  /** CSV export of `g2p.entitlement`. */
  input: string;
  /** Folder to write `households.ndjson` and `entitlements.ndjson` into. */
  output: string;
  /** ISO 4217, for rows whose export has no currency column. */
  currency: string | undefined;
  exclude: ReadonlySet<string>;
}>;
export type Converted = Readonly<{
  households: number;
  entitlements: number;
  skipped: Readonly<Record<string, number>>;
}>;

const DAY_MS = 24 * 3_600_000;

/**
 * Turns OpenG2P's entitlements into a folder that `build` reads. Only approved cash entitlements are due; the others are
 * counted by their state. The export knows one registrant an entitlement: he becomes a household of one. Throws an
 * IssuerError that lists rows that cannot be taken.
 */
export async function convertOpenG2p(options: ConvertOptions): Promise<Converted> {
  const problems = createProblems(options.exclude);
  const file = basename(options.input);
  const households = new Map<string, Household>();
  const codes = new Set<string>();
  const entitlements: Entitlement[] = [];
  const skipped: Record<string, number> = {};
  const columns = columnsOf(options.input);
  for await (const row of readExport(options.input, columns)) {
    const { line, code, state } = row;
    if (options.exclude.has(code)) continue;
    if (state !== 'approved') {
      skipped[state] = (skipped[state] ?? 0) + 1;
      continue;
    }
    if (!/^\S{1,64}$/.test(code)) problems.add(file, line, code, `${OPENG2P_COLUMNS.code[0]}: no voucher code`);
    if (codes.has(code)) problems.add(file, line, code, 'code is listed twice');
    codes.add(code);
    const household = householdOf(row);
    if (household === undefined) problems.add(file, line, code, 'partner_id: no registrant with a name');
    else if (
      households.get(household.id)?.members[0]?.name !== household.members[0]?.name &&
      households.has(household.id)
    ) {
      problems.add(file, line, code, 'two registrants would get the same household id; export partner_id/id too');
    } else households.set(household.id, household);
    const entitlement = entitlementOf(row, household?.id ?? '', options.currency, (reason) =>
      problems.add(file, line, code, reason),
    );
    if (entitlement !== undefined) entitlements.push(entitlement);
  }
  problems.assertNone();
  mkdirSync(options.output, { recursive: true });
  await writeNdjson(join(options.output, 'households.ndjson'), households.values());
  await writeNdjson(join(options.output, 'entitlements.ndjson'), entitlements);
  return { households: households.size, entitlements: entitlements.length, skipped };
}

function householdOf(row: ExportRow): Household | undefined {
  const name = row.partnerName.trim();
  if (name === '') return undefined;
  const number = (row.partnerId ?? row.reference ?? row.code)
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  const id = `G2P-${number}`.slice(0, 32);
  return {
    id,
    status: 'active',
    size: 1,
    members: [
      { id: `${id}-1`, name, relation: 'head', ...(row.idNumber === undefined ? {} : { idNumber: row.idNumber }) },
    ],
    proxies: [],
  };
}

function entitlementOf(
  row: ExportRow,
  household: string,
  currencyForAll: string | undefined,
  complain: (reason: string) => void,
): Entitlement | undefined {
  const currency = row.currency ?? currencyForAll ?? '';
  const amountMinor = parseAmountMinor(row.amount, currency);
  const from = timeOf(row.validFrom);
  const until = timeOf(row.validUntil);
  if (!/^[A-Z]{3}$/.test(currency)) complain('currency_id: no ISO 4217 code; give --currency');
  else if (amountMinor === undefined) complain(`initial_amount: no sum in ${currency}`);
  if (Number.isNaN(from) || Number.isNaN(until)) complain('valid_from, valid_until: dates as 2026-11-24');
  if (row.isCash === false)
    complain('is_cash_entitlement is false: goods are not in this export; exclude it, or give it in entitlements.csv');
  if (amountMinor === undefined) return undefined;
  return {
    id: row.code,
    household,
    lines: [{ kind: 'cash', line: '1', currency, amountMinor }],
    ...(from === undefined ? {} : { validFromMs: from }),
    // OpenG2P's valid_until is the last day on which it can be used.
    ...(until === undefined ? {} : { validUntilMs: until + DAY_MS }),
    voucherCode: row.code,
  };
}

async function writeNdjson(path: string, records: Iterable<unknown>): Promise<void> {
  const stream = createWriteStream(path, { mode: 0o600 });
  for (const record of records) if (!stream.write(`${JSON.stringify(record)}\n`)) await once(stream, 'drain');
  stream.end();
  await finished(stream);
}
