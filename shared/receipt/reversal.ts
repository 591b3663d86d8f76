import type { ReversalData } from '../ipc/paper-views.ts';
import { copyMark, head, item, numberAndTime, person, type PaperStyle } from './act.ts';
import { pair, RULE, text, type Slip } from './slip.ts';
import { SLIP_WORDS } from './words.ts';

/** The slip of a reversal: which receipt is no longer valid, what moves back, who asked and who approved. `copy` as on a receipt. */
export function reversalSlip(data: ReversalData, copy: number, style: PaperStyle): Slip {
  const { language } = style;
  const words = SLIP_WORDS[language];
  return [
    ...head(data),
    { kind: 'banner', text: words.reversedMark, size: 'huge' },
    ...copyMark(copy, language),
    ...numberAndTime(data, words.reversal, style),
    pair(words.receiptTakenBack, data.of, true),
    ...person(data.name, data.nameLatin, 'large'),
    pair(words.household, data.household, true),
    RULE,
    text(words.movesBack, { bold: true }),
    ...data.lines.map((line) => item(line, language)),
    RULE,
    pair(words.reason, words.reversalReason[data.reason]),
    pair(words.askedBy, data.operator),
    pair(words.approvedBy, data.approvedBy),
    ...(data.sole ? [text(words.noSecondSignature, { bold: true })] : []),
    { kind: 'qr', text: data.qr },
    text(words.receiptNoLongerValid, { align: 'centre' }),
  ];
}
