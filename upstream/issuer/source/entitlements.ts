import { basename } from 'node:path';
import { Entitlement } from '../../../shared/domain/roll.ts';
import { parseAmountMinor } from '../../../shared/domain/currency.ts';
import { idOf, type Placed } from './households.ts';
import { reasonOf, type Problems } from './problems.ts';
import { findInput, readCsv, readNdjson, type CsvRow } from './rows.ts';

const REQUIRED = ['id', 'household'] as const;
const OPTIONAL = [
  'line',
  'item',
  'quantity',
  'currency',
  'amount',
  'valid_from',
  'valid_until',
  'home_desk',
  'voucher_code',
] as const;
/** What all rows of one entitlement must agree on. */
const SHARED = ['household', 'valid_from', 'valid_until', 'home_desk', 'voucher_code'] as const;

/** Streams `entitlements.ndjson`, or `entitlements.csv` with one row a line of entitlement and the rows of an id together. */
export async function* readEntitlements(folder: string, problems: Problems): AsyncGenerator<Placed<Entitlement>> {
  const { path, format } = findInput(folder, 'entitlements');
  const file = basename(path);
  const rows = format === 'ndjson' ? readNdjson(path, problems) : readEntitlementRows(path, file, problems);
  for await (const { line, value } of rows) {
    const id = idOf(value);
    const parsed = Entitlement.safeParse(value);
    if (!parsed.success) problems.add(file, line, id, reasonOf(parsed.error.issues));
    else if (new Set(parsed.data.lines.map((part) => part.line)).size < parsed.data.lines.length)
      problems.add(file, line, id, 'two lines have the same name');
    else if (!hasSpan(parsed.data)) problems.add(file, line, id, 'valid_until is not after valid_from');
    else yield { file, line, id, value: parsed.data };
  }
}

async function* readEntitlementRows(
  path: string,
  file: string,
  problems: Problems,
): AsyncGenerator<{ line: number; value: unknown }> {
  let group: CsvRow[] = [];
  for await (const row of readCsv(path, REQUIRED, OPTIONAL)) {
    const first = group[0];
    if (first !== undefined && first.cells['id'] !== row.cells['id']) {
      yield entitlementOf(group, file, problems);
      group = [];
    }
    group.push(row);
  }
  if (group.length > 0) yield entitlementOf(group, file, problems);
}

function entitlementOf(group: readonly CsvRow[], file: string, problems: Problems): { line: number; value: unknown } {
  const [first] = group;
  const cells = first?.cells ?? {};
  const id = cells['id'] ?? '';
  for (const row of group) {
    const odd = SHARED.find((name) => row.cells[name] !== cells[name]);
    if (odd !== undefined) problems.add(file, row.line, id, `${odd} differs from the entitlement's first row`);
  }
  const from = timeOf(cells['valid_from']);
  const until = timeOf(cells['valid_until']);
  const value = {
    id,
    household: cells['household'],
    lines: group.map((row, index) => lineOf(row, index, (reason) => problems.add(file, row.line, id, reason))),
    ...(from === undefined ? {} : { validFromMs: from }),
    ...(until === undefined ? {} : { validUntilMs: until }),
    ...(cells['home_desk'] === undefined ? {} : { homeDesk: cells['home_desk'] }),
    ...(cells['voucher_code'] === undefined ? {} : { voucherCode: cells['voucher_code'] }),
  };
  return { line: first?.line ?? 0, value };
}

/** Cash has `currency` and `amount` (decimal, main unit); goods have `item` and `quantity`. */
function lineOf({ cells }: CsvRow, index: number, complain: (reason: string) => void): unknown {
  const { item, quantity, currency, amount, line = String(index + 1) } = cells;
  if ((item === undefined) === (currency === undefined)) complain('either item and quantity, or currency and amount');
  if (currency === undefined)
    return { kind: 'item', line, item, quantity: /^\d+$/.test(quantity ?? '') ? Number(quantity) : undefined };
  const amountMinor = parseAmountMinor(amount ?? '', currency);
  if (amountMinor === undefined) complain(`amount is no sum in ${currency}`);
  return { kind: 'cash', line, currency, amountMinor };
}

/** A date (`2026-11-24`, from 00:00 UTC) or a moment with its offset, as UTC ms. NaN for anything else, which the schema refuses. */
export function timeOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2}))?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
}

function hasSpan({ validFromMs, validUntilMs }: Entitlement): boolean {
  return validFromMs === undefined || validUntilMs === undefined || validFromMs < validUntilMs;
}
