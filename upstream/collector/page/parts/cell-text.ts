import type { TablePage } from '../../office/answers.ts';
import type en from '../words/en.json';
import type { Words } from '../words/words.ts';

export type ColumnName = keyof (typeof en)['column'];
type Row = TablePage['rows'][number];

const QUANTITIES: ReadonlySet<ColumnName> = new Set([
  'due',
  'served',
  'remaining',
  'handed',
  'reversed',
  'twice',
  'unexplained',
  'opening',
  'received',
  'counted',
  'difference',
  'on_hand',
  'quantity',
  'captured',
  'taken_back',
  'to_claim',
  'stated',
]);
const COUNTS: ReadonlySet<ColumnName> = new Set([
  'handovers',
  'reversals',
  'not_served',
  'epoch',
  'seq',
  'captures',
  'hours',
  'ended_by',
]);
const TIMES: ReadonlySet<ColumnName> = new Set(['opened', 'closed', 'hour', 'at']);
/** Columns whose values are codes with words of their own. */
const CODED = ['status', 'conflict', 'not_explained', 'kind', 'act'] as const;

export const isNumeric = (name: ColumnName): boolean => QUANTITIES.has(name) || COUNTS.has(name);

/** A cell as people read it. */
export function cellText(words: Words, row: Row, name: ColumnName): string {
  const { t, format } = words;
  const value = row[name];
  if (value === null || value === undefined) return '';
  if (name === 'account') return words.accountName(String(value));
  if (name === 'home_desk' && value === '') return t('cell.anyDesk');
  if (typeof value === 'boolean') return t(value ? 'cell.yes' : 'cell.no');
  if (typeof value === 'number') {
    if (TIMES.has(name)) return words.moment(value);
    return QUANTITIES.has(name) ? words.quantity(String(row['account']), value) : format.number(value);
  }
  const coded = name === 'reasons' ? 'reason' : CODED.find((one) => one === name);
  const say = (code: string): string => (coded === undefined ? code : t(`${coded}.${code}` as 'kind.unreadable'));
  return typeof value === 'string' ? say(value) : format.list(value.map(say));
}
