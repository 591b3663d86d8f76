import type { JSX } from 'react';
import { useWholeTable } from '../api/use-answer.ts';
import { DataTable } from '../parts/data-table.tsx';
import { Filters } from '../parts/filters.tsx';
import { useWords } from '../words/words.ts';
import type { ViewProps } from './site-view.tsx';

const CAPTURED = [
  'day',
  'desk',
  'account',
  'captures',
  'captured',
  'taken_back',
  'to_claim',
  'stated',
  'agrees',
] as const;
const HOLDS = ['at', 'hours', 'account', 'quantity', 'desk', 'day', 'operator', 'voucher', 'seq'] as const;
const ACTS = [
  'at',
  'act',
  'account',
  'quantity',
  'desk',
  'operator',
  'also_used',
  'ended_by',
  'voucher',
  'seq',
] as const;
const ACT_NAMES = ['handover', 'hold', 'capture'] as const;

/** Vouchers, apart from entitlements: what providers can claim, what is set aside, and every act. */
export function VouchersView({ site, filters }: ViewProps): JSX.Element {
  const { t } = useWords();
  const acts = useWholeTable(`${site.scope}/vouchers`);
  const choices = (column: string) =>
    [...new Set((acts.value ?? []).map((row) => String(row[column])))]
      .toSorted()
      .map((value) => ({ value, label: value }));
  // The sums know nothing of single acts.
  const { act: _, used_twice: _twice, ...place } = filters;
  return (
    <>
      <Filters
        scope={site.scope}
        tab="vouchers"
        filters={filters}
        fields={[
          { name: 'desk', label: t('column.desk'), choices: choices('desk') },
          { name: 'day', label: t('column.day'), choices: choices('day') },
          {
            name: 'act',
            label: t('column.act'),
            choices: ACT_NAMES.map((value) => ({ value, label: t(`act.${value}`) })),
          },
          { name: 'used_twice', label: t('column.used_twice'), choices: [{ value: 'true', label: t('cell.yes') }] },
        ]}
      />
      <h2>{t('vouchers.captured')}</h2>
      <DataTable
        scope={site.scope}
        table="captured"
        caption={t('vouchers.captured')}
        filters={place}
        columns={CAPTURED}
      />
      <h2>{t('vouchers.holds')}</h2>
      <DataTable scope={site.scope} table="holds" caption={t('vouchers.holds')} filters={place} columns={HOLDS} />
      <h2>{t('vouchers.acts')}</h2>
      <DataTable scope={site.scope} table="vouchers" caption={t('vouchers.acts')} filters={filters} columns={ACTS} />
    </>
  );
}
