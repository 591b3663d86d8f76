import type { Cell, ColumnKind, Row, Table } from '../../../shared/tables/table.ts';
import type { SqlQuery, SqlValue } from '../sql/port.ts';

/**
 * A table that the office reads, whole or page by page. `sql` has every column, and `$1` for the scope; `filters` are conditions
 * on it with `$?` for the value.
 */
export type Report = Table &
  Readonly<{
    /** Columns that name a row and give the order. */
    key: readonly string[];
    sql: string;
    filters: Readonly<Record<string, string>>;
  }>;

export type PageRequest = Readonly<{
  scope: number;
  filters: Readonly<Record<string, string>>;
  /** As the page before gave it. */
  after: string | undefined;
  limit: number;
}>;
export type Page = Readonly<{ rows: readonly Row[]; next: string | null }>;

const SQL_TYPE: Readonly<Record<ColumnKind, string>> = {
  text: 'text',
  count: 'bigint',
  quantity: 'bigint',
  time: 'bigint',
  flag: 'boolean',
  list: 'text[]',
};

/** One page. Undefined for an `after` that no page gave. */
export async function readPage(sql: SqlQuery, report: Report, request: PageRequest): Promise<Page | undefined> {
  const { key, columns } = report;
  const values: SqlValue[] = [request.scope];
  const conditions = Object.entries(request.filters).map(([name, value]) => {
    values.push(value);
    return `(${(report.filters[name] ?? 'false').replaceAll('$?', `$${values.length}`)})`;
  });
  if (request.after !== undefined) {
    const from = readCursor(request.after, report);
    if (from === undefined) return undefined;
    const places = key.map((name, index) => {
      values.push(from[index] ?? '');
      return `$${values.length}::${SQL_TYPE[columns[name] ?? 'text']}`;
    });
    conditions.push(`(${key.map(quoted).join(', ')}) > (${places.join(', ')})`);
  }
  values.push(request.limit + 1);
  const rows = await sql.query<Row>(
    `SELECT ${Object.keys(columns).map(quoted).join(', ')} FROM (${report.sql}) AS report
     ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
     ORDER BY ${key.map(quoted).join(', ')} LIMIT $${values.length}`,
    values,
  );
  const page = rows.slice(0, request.limit);
  const last = page.at(-1);
  const hasMore = rows.length > request.limit && last !== undefined;
  return { rows: page, next: hasMore ? writeCursor(key.map((name) => last[name] ?? '')) : null };
}

const CHUNK = 2000;

/** All rows, a page at a time, so that a hundred thousand of them take no more memory than one page. */
export async function* readAll(
  sql: SqlQuery,
  report: Report,
  request: Omit<PageRequest, 'after' | 'limit'>,
): AsyncGenerator<readonly Row[]> {
  let after: string | undefined;
  do {
    const page = await readPage(sql, report, { ...request, after, limit: CHUNK });
    if (page === undefined) return;
    yield page.rows;
    after = page.next ?? undefined;
  } while (after !== undefined);
}

const quoted = (name: string): string => `"${name}"`;

function writeCursor(values: readonly Cell[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

function readCursor(text: string, { key, columns }: Report): (string | number)[] | undefined {
  try {
    const values = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown;
    if (!Array.isArray(values) || values.length !== key.length) return undefined;
    const isFit = values.every((value, index) =>
      columns[key[index] ?? ''] === 'text'
        ? typeof value === 'string' && !value.includes('\0')
        : Number.isSafeInteger(value),
    );
    return isFit ? (values as (string | number)[]) : undefined;
  } catch {
    return undefined;
  }
}
