import type { Row, Table } from './table.ts';

/** A list of objects, one a line and a page at a time. Figures are as they are counted: units, minor units, UTC ms. */
export async function* jsonOf(table: Table, pages: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  const names = Object.keys(table.columns);
  let before = '[\n';
  for await (const rows of pages) {
    const lines = rows.map((row) => JSON.stringify(Object.fromEntries(names.map((name) => [name, row[name] ?? null]))));
    if (lines.length === 0) continue;
    yield before + lines.join(',\n');
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
