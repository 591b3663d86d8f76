import { currencyOf } from '../domain/account.ts';
import { decimalOf } from '../words/money.ts';
import type { Cell, ColumnKind, Row } from './table.ts';

/** What a spreadsheet gets for a cell: a decimal number as text, a moment, or plain text. */
export type PlainCell = Readonly<
  { kind: 'number'; text: string } | { kind: 'time'; ms: number } | { kind: 'text'; text: string }
>;

/** Money in its main unit (exact), lists with semicolons, nothing as an empty text. */
export function plainCell(value: Cell | undefined, kind: ColumnKind, row: Row): PlainCell {
  if (value === null || value === undefined) return { kind: 'text', text: '' };
  if (typeof value === 'number') {
    if (kind === 'time') return { kind: 'time', ms: value };
    const currency = kind === 'quantity' ? currencyOf(String(row['account'])) : undefined;
    return { kind: 'number', text: currency === undefined ? String(value) : decimalOf(value, currency) };
  }
  if (typeof value === 'boolean') return { kind: 'text', text: value ? 'yes' : 'no' };
  return { kind: 'text', text: typeof value === 'string' ? value : value.join('; ') };
}
