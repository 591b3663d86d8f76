import { useEffect, useState, type JSX } from 'react';
import { TablePage } from '../../office/answers.ts';
import type { Answer, Failure } from '../api/client.ts';
import { useOffice } from '../api/use-answer.ts';
import { useWords } from '../words/words.ts';
import { cellText, isNumeric, type ColumnName } from './cell-text.ts';
import { Downloads } from './downloads.tsx';
import { Scroll } from './scroll.tsx';
import { Notice } from './notice.tsx';

type Row = TablePage['rows'][number];
export type DataTableProps = Readonly<{
  scope: number;
  table: string;
  /** Says what the table is to those who do not see it. */
  caption: string;
  columns: readonly ColumnName[];
  filters: Readonly<Record<string, string>>;
}>;

/** A table of the collector's, a page at a time. */
export function DataTable({ scope, table, caption, columns, filters }: DataTableProps): JSX.Element {
  const words = useWords();
  const { t } = words;
  const { rows, next, failure, more } = usePages(scope, table, filters);
  return (
    <section>
      <Downloads scope={scope} table={table} filters={filters} />
      {failure !== undefined && <Notice failure={failure} />}
      <Scroll label={caption}>
        <table className="data">
          <caption className="unseen">{caption}</caption>
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col" className={isNumeric(name) ? 'number' : undefined}>
                  {t(`column.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={JSON.stringify(Object.values(row))}>
                {columns.map((name) => (
                  <td key={name} className={isNumeric(name) ? 'number' : undefined}>
                    <bdi>{cellText(words, row, name)}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p role="status">
        {rows.length === 0 ? t('table.empty') : t('table.shown', { count: rows.length })}{' '}
        {next !== null && (
          <button type="button" className="button" onClick={() => void more(next)}>
            {t('table.more')}
          </button>
        )}
      </p>
    </section>
  );
}

type Pages = Readonly<{ rows: readonly Row[]; next: string | null; failure: Failure | undefined }>;
const NONE: Pages = { rows: [], next: null, failure: undefined };

function usePages(scope: number, table: string, filters: Readonly<Record<string, string>>) {
  const { client } = useOffice();
  const [pages, setPages] = useState(NONE);
  const path = `${scope}/${table}?${new URLSearchParams(filters).toString()}`;
  useEffect(() => {
    let isWanted = true;
    void client.read(path, TablePage).then((answer) => {
      if (isWanted) setPages(withPage(NONE, answer));
    });
    return () => {
      isWanted = false;
    };
  }, [client, path]);
  const more = async (after: string): Promise<void> => {
    const answer = await client.read(`${path}&after=${encodeURIComponent(after)}`, TablePage);
    setPages((before) => (before.next === after ? withPage(before, answer) : before));
  };
  return { ...pages, more };
}

function withPage(before: Pages, answer: Answer<TablePage>): Pages {
  if (!answer.ok) return { ...before, failure: answer.failure };
  return { rows: [...before.rows, ...answer.value.rows], next: answer.value.next, failure: undefined };
}
