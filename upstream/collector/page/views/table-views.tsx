import type { JSX } from 'react';
import { useWholeTable } from '../api/use-answer.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Filters, type Choice, type FilterField } from '../parts/filters.tsx';
import { DUE_STATUSES } from '../parts/status-bar.tsx';
import { useWords } from '../words/words.ts';
import type { ViewProps } from './site-view.tsx';

export function EntitlementsView({ site, filters }: ViewProps): JSX.Element {
  const { t } = useWords();
  const fields = useFields(site.scope);
  const statuses = [...DUE_STATUSES, 'unexplained' as const].map((value) => ({ value, label: t(`status.${value}`) }));
  return (
    <>
      <Filters
        scope={site.scope}
        tab="entitlements"
        filters={filters}
        fields={[
          { name: 'status', label: t('column.status'), choices: statuses },
          ...fields,
          { name: 'moved', label: t('column.moved'), choices: [{ value: 'true', label: t('cell.yes') }] },
        ]}
      />
      <DataTable
        scope={site.scope}
        table="entitlements"
        caption={t('tab.entitlements')}
        filters={filters}
        columns={[
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
        ]}
      />
    </>
  );
}

export function MovedView({ site, filters }: ViewProps): JSX.Element {
  const { t } = useWords();
  const fields = useFields(site.scope);
  return (
    <>
      <Filters scope={site.scope} tab="moved" filters={filters} fields={fields} />
      <DataTable
        scope={site.scope}
        table="moved"
        caption={t('tab.moved')}
        filters={filters}
        columns={['desk', 'day', 'operator', 'account', 'handed', 'reversed', 'served', 'twice', 'unexplained']}
      />
    </>
  );
}

export function DaysView({ site, filters }: ViewProps): JSX.Element {
  const { t } = useWords();
  const fields = useFields(site.scope);
  return (
    <>
      <Filters scope={site.scope} tab="days" filters={filters} fields={fields} />
      <DataTable
        scope={site.scope}
        table="days"
        caption={t('tab.days')}
        filters={filters}
        columns={[
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
        ]}
      />
    </>
  );
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
