import { basename } from 'node:path';
import { parseAmountMinor } from '../../../shared/domain/currency.ts';
import { VoucherOrder } from '../vouchers/order.ts';
import { timeOf } from './entitlements.ts';
import type { Placed } from './households.ts';
import { reasonOf, type Problems } from './problems.ts';
import { readCsv, readNdjson, type CsvRow } from './rows.ts';

const REQUIRED = ['beneficiary', 'valid_from', 'valid_until'] as const;
const OPTIONAL = ['entitlement', 'code', 'provider', 'items', 'currency', 'amount', 'name'] as const;

/** Streams vouchers to make from a CSV file, or from NDJSON where the file is called so. A row goes by its beneficiary. */
export async function* readVoucherOrders(path: string, problems: Problems): AsyncGenerator<Placed<VoucherOrder>> {
  const file = basename(path);
  const rows = path.endsWith('.ndjson') ? readNdjson(path, problems) : readRows(path, file, problems);
  for await (const { line, value } of rows) {
    const parsed = VoucherOrder.safeParse(value);
    const id = typeof value === 'object' && value !== null && 'beneficiary' in value ? String(value.beneficiary) : '';
    if (parsed.success) yield { file, line, id, value: parsed.data };
    else problems.add(file, line, id, reasonOf(parsed.error.issues));
  }
}

async function* readRows(
  path: string,
  file: string,
  problems: Problems,
): AsyncGenerator<{ line: number; value: unknown }> {
  for await (const row of readCsv(path, REQUIRED, OPTIONAL)) {
    const before = problems.count();
    const value = orderOf(row, (reason) => problems.add(file, row.line, row.cells['beneficiary'] ?? '', reason));
    // What was complained of already is not said twice.
    if (problems.count() === before) yield { line: row.line, value };
  }
}

/** `items` is a list like `OIL:2; SALT:1`; cash has `currency` and `amount` (decimal, main unit). */
function orderOf({ cells }: CsvRow, complain: (reason: string) => void): unknown {
  const { items, currency, amount, valid_from: from, valid_until: until, ...rest } = cells;
  const hasCash = currency !== undefined || amount !== undefined;
  const amountMinor = parseAmountMinor(amount ?? '', currency ?? '');
  if (hasCash && (currency === undefined || amountMinor === undefined))
    complain(currency === undefined ? 'amount without a currency' : `amount is no sum in ${currency}`);
  const [validFromMs, validUntilMs] = [timeOf(from), timeOf(until)];
  if (!isTime(validFromMs) || !isTime(validUntilMs))
    complain('valid_from, valid_until: dates as 2026-11-24, or moments as 2026-11-24T08:00+03:00');
  return {
    ...rest,
    ...(items === undefined ? {} : { items: itemsOf(items, complain) }),
    ...(hasCash ? { cash: { currency, amountMinor } } : {}),
    validFromMs,
    validUntilMs,
  };
}

function itemsOf(text: string, complain: (reason: string) => void): unknown[] {
  return text
    .split(/[;,]/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [, item, quantity] = /^\s*([A-Z0-9-]+)\s*:\s*(\d{1,15})\s*$/.exec(part) ?? [];
      if (item === undefined) complain(`items: "${part.trim()}" is not an item code and a quantity, like OIL:2`);
      return { item, quantity: Number(quantity) };
    });
}

function isTime(ms: number | undefined): ms is number {
  return ms !== undefined && !Number.isNaN(ms);
}
