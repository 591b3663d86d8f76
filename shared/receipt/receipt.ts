import type { ReceiptData } from '../ipc/paper-views.ts';
import type { Language } from '../ipc/views.ts';
import { copyMark, head, item, numberAndTime, person, type PaperStyle } from './act.ts';
import { pair, RULE, text, type Block, type Slip } from './slip.ts';
import { VOUCHER_WORDS } from './voucher-words.ts';
import { SLIP_WORDS } from './words.ts';

/**
 * The receipt of one hand-over. `copy` is 0 for the original, else the number of the reprint, which is marked so that nobody can
 * take two papers for two hand-overs. One that was taken back before the paper came out says so.
 */
export function receiptSlip(data: ReceiptData, copy: number, style: PaperStyle): Slip {
  const { language } = style;
  const words = SLIP_WORDS[language];
  const reversed: Block[] =
    data.reversedBy === null
      ? []
      : [{ kind: 'banner', text: words.reversedMark, size: 'huge' }, pair(words.reversal, data.reversedBy, true), RULE];
  return [
    ...head(data),
    ...reversed,
    ...copyMark(copy, language),
    ...numberAndTime(data, words.receipt, style),
    ...person(data.name, data.nameLatin, 'large'),
    ...(data.household === '' ? [] : [pair(words.household, data.household, true)]),
    ...(data.voucher ? [pair(VOUCHER_WORDS[language].code, data.voucher, true)] : []),
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

function collector({ collector: by }: ReceiptData, language: Language): Block[] {
  if (by === null) return [];
  const words = SLIP_WORDS[language];
  return [
    RULE,
    pair(words.collectedBy, by.kind === 'proxy' ? words.proxy : words.member),
    ...person(by.name, by.nameLatin, 'normal'),
  ];
}
