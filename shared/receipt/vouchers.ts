import type { ClaimData, HoldData, ReleaseData } from '../ipc/paper-views.ts';
import type { Language } from '../ipc/views.ts';
import { amountInWords } from '../words/amount.ts';
import { formatAmountMinor } from '../words/money.ts';
import { copyMark, head, numberAndTime, person, type PaperStyle } from './act.ts';
import { pair, RULE, text, type Block, type Slip } from './slip.ts';
import { VOUCHER_WORDS } from './voucher-words.ts';
import { SLIP_WORDS } from './words.ts';

/** The papers of vouchers at a provider's desk. `copy` as on a receipt. */

type Paper = HoldData | ClaimData | ReleaseData;
/** Room for a hand that signs. */
const BLANK = text('\u00a0');

/** The slip that a patient carries from admission to discharge. */
export function holdSlip(data: HoldData, copy: number, style: PaperStyle): Slip {
  const words = VOUCHER_WORDS[style.language];
  return [
    ...head(data),
    ...noLonger(data.endedBy, words.ended, words.endedBy),
    ...copyMark(copy, style.language),
    ...numberAndTime(data, words.hold, style),
    ...whose(data, style.language),
    RULE,
    sum(data, words.setAside, data.amountMinor, style.language),
    RULE,
    { kind: 'qr', text: data.qr },
    pair(SLIP_WORDS[style.language].operator, data.operator),
    text(words.nothingUsedYet, { align: 'centre' }),
  ];
}

/** Claim slips, one for the patient and one for the file: the same but for whose it is and, in the file, a signature. */
export function claimSlips(data: ClaimData, copy: number, style: PaperStyle): readonly Slip[] {
  const words = VOUCHER_WORDS[style.language];
  return [
    claimSlip(data, copy, style, words.forPatient, [text(words.keepClaim, { align: 'centre' })]),
    claimSlip(data, copy, style, words.forFile, [BLANK, BLANK, pair(words.signature, '_'.repeat(20))]),
  ];
}

function claimSlip(data: ClaimData, copy: number, style: PaperStyle, whoseCopy: string, foot: readonly Block[]): Slip {
  const { language } = style;
  const words = VOUCHER_WORDS[language];
  return [
    { kind: 'banner', text: whoseCopy, size: 'large' },
    ...head(data),
    ...noLonger(data.releasedBy, words.takenBack, words.takenBackBy),
    ...copyMark(copy, language),
    ...numberAndTime(data, words.claim, style),
    ...whose(data, language),
    ...(data.hold === null ? [] : [pair(words.ofHold, data.hold)]),
    RULE,
    text(words.services, { bold: true }),
    ...data.services.map((service): Block => ({
      kind: 'item',
      icon: 'medicine',
      name: service.name,
      quantity: formatAmountMinor(service.amountMinor, data.currency, language),
      notes: [`${service.code} × ${service.quantity}`],
    })),
    RULE,
    sum(data, words.total, data.amountMinor, language),
    pair(words.remaining, formatAmountMinor(data.remainingMinor, data.currency, language), true),
    RULE,
    { kind: 'qr', text: data.qr },
    pair(SLIP_WORDS[language].operator, data.operator),
    ...foot,
  ];
}

/** The slip of a capture that was taken back: which claim is no longer valid, what the voucher has again, who asked and who approved. */
export function releaseSlip(data: ReleaseData, copy: number, style: PaperStyle): Slip {
  const { language } = style;
  const words = VOUCHER_WORDS[language];
  const common = SLIP_WORDS[language];
  return [
    ...head(data),
    { kind: 'banner', text: words.takenBack, size: 'huge' },
    ...copyMark(copy, language),
    ...numberAndTime(data, words.release, style),
    pair(words.takesBackClaim, data.of, true),
    ...whose(data, language),
    RULE,
    sum(data, words.backOnVoucher, data.amountMinor, language),
    RULE,
    pair(common.reason, words.releaseReason[data.reason]),
    pair(common.askedBy, data.operator),
    pair(common.approvedBy, data.approvedBy),
    ...(data.sole ? [text(common.noSecondSignature, { bold: true })] : []),
    { kind: 'qr', text: data.qr },
    text(words.claimNoLongerValid, { align: 'centre' }),
  ];
}

function noLonger(by: string | null, mark: string, label: string): Block[] {
  return by === null ? [] : [{ kind: 'banner', text: mark, size: 'huge' }, pair(label, by, true), RULE];
}

function whose(data: Paper, language: Language): Block[] {
  const words = VOUCHER_WORDS[language];
  return [
    ...(data.name === '' ? [] : person(data.name, data.nameLatin, 'large')),
    ...(data.household === '' ? [] : [pair(SLIP_WORDS[language].household, data.household, true)]),
    ...(data.code === null ? [] : [pair(words.code, data.code, true)]),
    pair(words.issuer, data.issuer),
    ...(data.provider === '' ? [] : [pair(words.provider, data.provider)]),
  ];
}

function sum({ currency }: Paper, label: string, amountMinor: number, language: Language): Block {
  return {
    kind: 'item',
    icon: 'cash',
    name: label,
    quantity: formatAmountMinor(amountMinor, currency, language),
    notes: [amountInWords(amountMinor, currency, language)],
  };
}
