import { plainCell } from './plain-cell.ts';
import type { Table, Row } from './table.ts';

/** Tells spreadsheets that the file is UTF-8. */
const MARK = '\uFEFF';

/** RFC 4180, with a header row. A text that a spreadsheet would take for a formula gets an apostrophe in front. */
export async function* csvOf(table: Table, pages: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  const columns = Object.entries(table.columns);
  yield `${MARK}${columns.map(([name]) => name).join(',')}\r\n`;
  for await (const rows of pages)
    yield rows
      .map((row) => {
        const cells = columns.map(([name, kind]) => {
          const cell = plainCell(row[name], kind, row);
          if (cell.kind === 'time') return new Date(cell.ms).toISOString();
          return cell.kind === 'number' ? cell.text : quoted(harmless(cell.text));
        });
        return `${cells.join(',')}\r\n`;
      })
      .join('');
}

function harmless(text: string): string {
  return /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n;']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
