import type { SummaryData } from '../../../../shared/ipc/paper-views.ts';
import type { Language } from '../../../../shared/ipc/views.ts';
import { currencyOf } from '../../../../shared/domain/account.ts';
import { nameIn } from '../../../../shared/receipt/moments.ts';
import { unitIn } from '../../../../shared/receipt/units.ts';
import { formatQuantity, localeOf } from '../../../../shared/words/money.ts';
import { isolated } from '../paper/flow.ts';
import type { SummaryWords } from './words/summary-words.ts';

/** What every section of the summary is drawn from. `timeZone` is the station's own where it is left out. */
export type Summary = Readonly<{
  data: SummaryData;
  language: Language;
  words: SummaryWords;
  timeZone?: string | undefined;
}>;

const DATE = { day: '2-digit', month: 'short', year: 'numeric' } as const;
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** The name of an item, or "Cash (SDG)". */
export function accountName({ data, language, words }: Summary, account: string): string {
  const currency = currencyOf(account);
  if (currency !== undefined) return `${words.cash} (${isolated(currency)})`;
  const item = data.items.find((one) => one.account === account);
  if (item === undefined) return account;
  return `${nameIn(item.name, language, account)} (${unitIn(item.unit, language)})`;
}

/** The bare figure of a quantity, for tables whose rows name the account. */
export function figure({ language }: Summary, account: string, quantity: number): string {
  return formatQuantity(account, quantity, language, { decimals: 'always', currency: 'none' });
}

/** `Sorghum × 12 · 5,000 SDG`: what moved, account by account. */
export function amountList(summary: Summary, amounts: readonly (readonly [string, number])[]): string {
  const { language, data } = summary;
  return amounts
    .filter(([, quantity]) => quantity !== 0)
    .map(([account, quantity]) => {
      const figures = isolated(formatQuantity(account, quantity, language));
      if (currencyOf(account) !== undefined) return figures;
      const item = data.items.find((one) => one.account === account);
      return `${item === undefined ? account : nameIn(item.name, language, account)}\u00a0×\u00a0${figures}`;
    })
    .join('\u00a0· ');
}

export function onDate(summary: Summary, ms: number): string {
  return format(summary, DATE, ms);
}

export function atTime(summary: Summary, ms: number): string {
  return format(summary, TIME, ms);
}

export function atMoment(summary: Summary, ms: number): string {
  return format(summary, { ...DATE, ...TIME }, ms);
}

function format({ language, timeZone }: Summary, parts: Intl.DateTimeFormatOptions, ms: number): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  return new Intl.DateTimeFormat(localeOf(language), { ...parts, ...zone }).format(ms);
}
