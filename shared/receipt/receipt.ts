import { currencyOf } from '../domain/account.ts';
import type { ReceiptData } from '../ipc/paper-views.ts';
import type { Language } from '../ipc/views.ts';
import { amountInWords } from '../words/amount.ts';
import { formatQuantity } from '../words/money.ts';
import { momentOnPaper, nameIn } from './moments.ts';
import { pair, RULE, text, type Block, type Slip } from './slip.ts';
import { unitIn } from './units.ts';
import { SLIP_WORDS } from './words.ts';

type Line = ReceiptData['lines'][number];
/** `timeZone` is the station's own where it is left out. */
export type PaperStyle = Readonly<{ language: Language; timeZone?: string | undefined }>;

/**
 * The receipt of one hand-over. `copy` is 0 for the original, else the number of the reprint, which is marked so that nobody can
 * take two papers for two hand-overs.
 */
export function receiptSlip(data: ReceiptData, copy: number, { language, timeZone }: PaperStyle): Slip {
  const words = SLIP_WORDS[language];
  return [
    text(data.programmeName, { size: 'large', align: 'centre', bold: true }),
    text(data.siteName, { align: 'centre' }),
    text(data.deskName === '' ? data.desk : data.deskName, { align: 'centre' }),
    text(data.cycleName, { align: 'centre' }),
    RULE,
    ...(copy > 0 ? [{ kind: 'banner', text: `${words.copy} ${copy}`, size: 'huge' } as const] : []),
    { kind: 'number', label: words.receipt, number: data.receipt, checkLabel: words.check, check: data.check },
    text(momentOnPaper(data.atMs, language, timeZone), { align: 'centre' }),
    RULE,
    ...person(data.name, data.nameLatin, 'large'),
    pair(words.household, data.household, true),
    ...collector(data, language),
    RULE,
    ...(data.part ? [{ kind: 'banner', text: words.partCollection, size: 'large' } as const] : []),
    text(words.given, { bold: true }),
    ...data.lines.map((line) => item(line, language)),
    RULE,
    { kind: 'qr', text: data.qr },
    pair(words.operator, data.operator),
    text(words.keep, { align: 'centre' }),
  ];
}

const OTHER_SCRIPT = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

/** A name, and below it in Latin letters where it is not written in these already. */
function person(name: string, nameLatin: string, size: 'normal' | 'large'): Block[] {
  const latin = nameLatin === '' || !OTHER_SCRIPT.test(name) ? [] : [text(nameLatin)];
  return [text(name, { size, bold: true }), ...latin];
}

function collector({ collector: by }: ReceiptData, language: Language): Block[] {
  if (by === null) return [];
  const words = SLIP_WORDS[language];
  return [
    RULE,
    pair(words.collectedBy, by.kind === 'proxy' ? words.proxy : words.member),
    ...person(by.name, by.nameLatin, 'normal'),
  ];
}

function item(line: Line, language: Language): Block {
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
