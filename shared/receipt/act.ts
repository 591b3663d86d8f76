import { currencyOf } from '../domain/account.ts';
import type { PaperData, ReceiptLine } from '../ipc/paper-views.ts';
import type { z } from 'zod';
import type { Language } from '../ipc/views.ts';
import { amountInWords } from '../words/amount.ts';
import { formatQuantity } from '../words/money.ts';
import { momentOnPaper, nameIn } from './moments.ts';
import { RULE, text, type Block } from './slip.ts';
import { unitIn } from './units.ts';
import { SLIP_WORDS } from './words.ts';

/** What the papers of all acts have in common. */

type Line = z.infer<typeof ReceiptLine>;
/** `timeZone` is the station's own where it is left out. */
export type PaperStyle = Readonly<{ language: Language; timeZone?: string | undefined }>;

/** Programme and place. */
export function head(data: PaperData): Block[] {
  return [
    text(data.programmeName, { size: 'large', align: 'centre', bold: true }),
    text(data.siteName, { align: 'centre' }),
    text(data.deskName === '' ? data.desk : data.deskName, { align: 'centre' }),
    text(data.cycleName, { align: 'centre' }),
    RULE,
  ];
}

export function copyMark(copy: number, language: Language): Block[] {
  return copy > 0 ? [{ kind: 'banner', text: `${SLIP_WORDS[language].copy} ${copy}`, size: 'huge' }] : [];
}

/** The entry's own number, which `label` names, its check characters and its time. */
export function numberAndTime(data: PaperData, label: string, { language, timeZone }: PaperStyle): Block[] {
  return [
    { kind: 'number', label, number: data.receipt, checkLabel: SLIP_WORDS[language].check, check: data.check },
    text(momentOnPaper(data.atMs, language, timeZone), { align: 'centre' }),
    RULE,
  ];
}

const OTHER_SCRIPT = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

/** A name, and below it in Latin letters where it is not written in these already. */
export function person(name: string, nameLatin: string, size: 'normal' | 'large'): Block[] {
  const latin = nameLatin === '' || !OTHER_SCRIPT.test(name) ? [] : [text(nameLatin)];
  return [text(name, { size, bold: true }), ...latin];
}

export function item(line: Line, language: Language): Block {
  const words = SLIP_WORDS[language];
  const currency = currencyOf(line.account);
  const left = line.remaining > 0 ? [`${words.stillToCollect} ${amount(line, line.remaining, language)}`] : [];
  return {
    kind: 'item',
    icon: line.icon ?? (currency === undefined ? 'box' : 'cash'),
    name: currency === undefined ? nameIn(line.name, language, line.account) : words.cash,
    quantity: amount(line, line.quantity, language),
    notes: currency === undefined ? left : [amountInWords(line.quantity, currency, language), ...left],
  };
}

/** `12,500 SDG`, or `2 × bag`. */
function amount(line: Line, quantity: number, language: Language): string {
  const figure = formatQuantity(line.account, quantity, language);
  return line.unit === null || line.unit === '' || currencyOf(line.account) !== undefined
    ? figure
    : `${figure} × ${unitIn(line.unit, language)}`;
}
