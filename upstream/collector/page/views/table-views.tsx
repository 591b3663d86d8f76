import type { JSX } from 'react';
import { useWholeTable } from '../api/use-answer.ts';
import { DataTable, type DataTableProps } from '../parts/data-table.tsx';
import { Filters, type Choice, type FilterField } from '../parts/filters.tsx';
import { DUE_STATUSES } from '../parts/status-bar.tsx';
import { useWords } from '../words/words.ts';
import type { ViewProps } from './site-view.tsx';

const ENTITLEMENT_COLUMNS = [
  'entitlement',
  'status',
  'account',
  'due',
  'served',
  'remaining',
  'reversed',
  'twice',
  'unexplained',
  'desks',
  'days',
  'home_desk',
  'moved',
  'reasons',
] as const;
const MOVED_COLUMNS = [
  'desk',
  'day',
  'operator',
  'account',
  'handed',
  'reversed',
  'served',
  'twice',
  'unexplained',
] as const;
const DAY_COLUMNS = [
  'day',
  'desk',
  'account',
  'opened',
  'closed',
  'opening',
  'received',
  'handed',
  'reversed',
  'counted',
  'difference',
  'agrees',
] as const;

type FilteredTableProps = ViewProps &
  Readonly<{
    table: 'entitlements' | 'moved' | 'days';
    columns: DataTableProps['columns'];
    fields: readonly FilterField[];
  }>;

/** A table with what narrows it. */
function FilteredTable({ site, filters, table, columns, fields }: FilteredTableProps): JSX.Element {
  const { t } = useWords();
  return (
    <>
      <Filters scope={site.scope} tab={table} filters={filters} fields={fields} />
      <DataTable scope={site.scope} table={table} caption={t(`tab.${table}`)} filters={filters} columns={columns} />
    </>
  );
}

export function EntitlementsView(props: ViewProps): JSX.Element {
  const { t } = useWords();
  const fields = useFields(props.site.scope);
  const statuses = [...DUE_STATUSES, 'unexplained' as const].map((value) => ({ value, label: t(`status.${value}`) }));
  return (
    <FilteredTable
      {...props}
      table="entitlements"
      columns={ENTITLEMENT_COLUMNS}
      fields={[
        { name: 'status', label: t('column.status'), choices: statuses },
        ...fields,
        { name: 'moved', label: t('column.moved'), choices: [{ value: 'true', label: t('cell.yes') }] },
      ]}
    />
  );
}

export function MovedView(props: ViewProps): JSX.Element {
  return <FilteredTable {...props} table="moved" columns={MOVED_COLUMNS} fields={useFields(props.site.scope)} />;
}

export function DaysView(props: ViewProps): JSX.Element {
  return <FilteredTable {...props} table="days" columns={DAY_COLUMNS} fields={useFields(props.site.scope)} />;
}

export function UnexplainedView({ site }: ViewProps): JSX.Element {
  const { t } = useWords();
  return (
    <>
      <h2>{t('tab.entitlements')}</h2>
      <DataTable
        scope={site.scope}
        table="entitlements"
        caption={t('tab.unexplained')}
        filters={NOT_EXPLAINED}
        columns={['entitlement', 'not_explained', 'account', 'due', 'handed', 'unexplained', 'desks', 'days']}
      />
      <h2>{t('column.seq')}</h2>
      <DataTable
        scope={site.scope}
        table="strays"
        caption={t('column.kind')}
        filters={NONE}
        columns={['log', 'seq', 'kind', 'reason']}
      />
    </>
  );
}

const NOT_EXPLAINED = { not_explained: 'true' };
const NONE = {};

/** Desks, days and accounts that the site's hand-overs and lists name. */
function useFields(scope: number): FilterField[] {
  const { t, accountName } = useWords();
  const moved = useWholeTable(`${scope}/moved`);
  const totals = useWholeTable(`${scope}/totals`);
  const choices = (column: string, label = (value: string) => value): Choice[] =>
    [...new Set([...(moved.value ?? []), ...(totals.value ?? [])].flatMap((row) => row[column] ?? []))]
      .map(String)
      .toSorted()
      .map((value) => ({ value, label: label(value) }));
  return [
    { name: 'desk', label: t('column.desk'), choices: choices('desk') },
    { name: 'day', label: t('column.day'), choices: choices('day') },
    { name: 'item', label: t('column.account'), choices: choices('account', accountName) },
  ];
}
