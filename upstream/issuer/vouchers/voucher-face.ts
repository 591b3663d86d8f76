import type { Paper } from '../../../main/vault/reports/paper/document.ts';
import { measureText } from '../../../main/vault/reports/paper/text.ts';
import type { Language } from '../../../shared/ipc/views.ts';
import { isVoucherCode, printedCode } from '../../../shared/wire/voucher-code.ts';
import { formatAmountMinor, formatCount, localeOf } from '../../../shared/words/money.ts';
import { boxAt, COLOUR, drawQr, leftOf, type Ground } from '../cards/ground.ts';
import { MM } from '../cards/sheet.ts';
import { drawLine, drawLines } from '../cards/text-box.ts';
import type { MadeVoucher } from './make-voucher.ts';
import { QR_BOX_MM, type PrintedQr } from './printed-qr.ts';
import type { VoucherWords } from './voucher-words.ts';

export const VOUCHER_WIDTH = 95 * MM;
export const VOUCHER_HEIGHT = 66 * MM;

/** Millimetres from the voucher's upper left corner. */
const BAND = { height: 9 };
const TEXT = { x: 4, width: 49 };
const QR = { x: 56.5, y: 11.5, side: QR_BOX_MM };
const STRIP = { top: 49.5, height: 16.5 };
/** Letters in points; below that a line is cut. */
const SMALLEST = 3;

export type VoucherFace = Readonly<{
  voucher: MadeVoucher;
  qr: PrintedQr;
  programmeName: string;
  cycleName: string | undefined;
  providerName: string | undefined;
  /** Name of an item and its unit in the language of the paper. */
  itemName: (item: string) => string;
  language: Language;
  words: VoucherWords;
}>;

function band({ paper, left, top, ...ground }: Ground, face: VoucherFace): void {
  const { programmeName, cycleName, words } = face;
  paper.pdf.rect(left, top, VOUCHER_WIDTH, BAND.height * MM).fill(COLOUR.brand);
  const middle = top + (BAND.height / 2) * MM;
  const kind = [words.voucher, cycleName].filter((part) => part !== undefined).join(' · ');
  const look = { size: 7.2, colour: COLOUR.onBrand };
  const kindWidth = Math.min(38, measureText(paper, kind, look).width / MM + 0.2);
  const end = VOUCHER_WIDTH / MM - 4 - kindWidth;
  const whole = { paper, left, top, ...ground };
  drawLine(paper, programmeName, middle, boxAt(whole, 4, end - 7, 6), { size: 9.5, bold: true, colour: '#ffffff' });
  drawLine(paper, kind, middle, boxAt(whole, end, kindWidth, 5.5), look);
}

function worth(ground: Ground, { voucher, itemName, language }: VoucherFace): void {
  const { paper, top } = ground;
  const { cash, items } = voucher.order;
  const box = boxAt(ground, TEXT.x, TEXT.width, 5);
  const [from, until] = [top + 21 * MM, top + 36.6 * MM];
  const amount = cash === undefined ? undefined : formatAmountMinor(cash.amountMinor, cash.currency, language);
  if (amount !== undefined) drawLine(paper, amount, from + 3.8 * MM, box, { size: 17, bold: true, colour: COLOUR.ink });
  if (items.length === 0) return;
  const below = amount === undefined ? from : from + 8.2 * MM;
  // Long lists in two columns, all in one size, so that nothing is left out.
  const columns = items.length > 5 ? 2 : 1;
  const rows = Math.ceil(items.length / columns);
  const height = Math.min(4.4 * MM, (until - below) / rows);
  const width = (TEXT.width - 2 * (columns - 1)) / columns;
  const texts = items.map(({ item, quantity }) => `${formatCount(quantity, language)} × ${itemName(item)}`);
  const look = { size: sizeFor(paper, texts, width * MM, Math.min(9.5, height / 1.4)), bold: true, colour: COLOUR.ink };
  for (const [at, text] of texts.entries()) {
    const place = boxAt(ground, TEXT.x + Math.floor(at / rows) * (width + 2), width, SMALLEST);
    drawLine(paper, text, below + ((at % rows) + 0.5) * height, place, look);
  }
}

/** The size in which the widest text fits. */
function sizeFor(paper: Paper, texts: readonly string[], width: number, size: number): number {
  const widest = Math.max(...texts.map((text) => measureText(paper, text, { size, bold: true }).width));
  return Math.max(SMALLEST, Math.min(size, (size * width) / widest));
}

function facts(ground: Ground, face: VoucherFace): void {
  const { paper, top } = ground;
  const { voucher, words, providerName } = face;
  const { beneficiary, name, provider, validFromMs, validUntilMs } = voucher.order;
  const box = boxAt(ground, TEXT.x, TEXT.width, 5);
  const label = { size: 6, colour: COLOUR.quietInk };
  drawLine(paper, words.beneficiary, top + 11.9 * MM, box, label);
  const first = name === undefined ? undefined : { size: 9.5, bold: true, colour: COLOUR.ink };
  if (name !== undefined && first !== undefined) drawLine(paper, name, top + 15.2 * MM, box, first);
  const reference = { size: name === undefined ? 12 : 8, bold: true, mono: true, colour: COLOUR.brand };
  drawLine(paper, beneficiary, top + (name === undefined ? 16 : 18.9) * MM, box, reference);
  worth(ground, face);
  const place = { size: 8, bold: true, colour: COLOUR.ink };
  if (provider !== undefined) drawLine(paper, words.where, top + 38.2 * MM, box, label);
  drawLine(paper, provider === undefined ? words.anywhere : (providerName ?? provider), top + 41 * MM, box, place);
  drawLine(paper, words.valid, top + 44.6 * MM, box, label);
  drawLine(paper, spanText(validFromMs, validUntilMs, face.language), top + 47.4 * MM, box, { ...place, size: 7.6 });
}

function strip(ground: Ground, { voucher, words }: VoucherFace): void {
  const { paper, top } = ground;
  const at = top + STRIP.top * MM;
  paper.pdf.rect(ground.left, at, VOUCHER_WIDTH, STRIP.height * MM).fill(COLOUR.tint);
  const whole = boxAt(ground, TEXT.x, VOUCHER_WIDTH / MM - 2 * TEXT.x, 5);
  drawLine(paper, words.code, at + 2.8 * MM, whole, { size: 6, colour: COLOUR.quietInk });
  // Another issuer's code may have a form of its own; then it stands as he wrote it.
  const code = isVoucherCode(voucher.code) ? printedCode(voucher.code) : voucher.code;
  drawLine(paper, code, at + 6.9 * MM, whole, { size: 15.5, bold: true, mono: true, colour: COLOUR.brand });
  drawLines(paper, words.help, at + 10.2 * MM, 2, whole, { size: 5.6, colour: COLOUR.quietInk });
}

/** First and last day, UTC, as the order's dates are. */
function spanText(fromMs: number, untilMs: number, language: Language): string {
  const format = new Intl.DateTimeFormat(localeOf(language), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return `${format.format(fromMs)} – ${format.format(untilMs - 1)}`;
}

/** Draws one voucher with its upper left corner at (`left`, `top`), in points. */
export function drawVoucher(paper: Paper, left: number, top: number, face: VoucherFace): void {
  const ground: Ground = { paper, left, top, width: VOUCHER_WIDTH, flipped: face.words.rightToLeft };
  const { pdf } = paper;
  pdf.save();
  pdf.rect(leftOf(ground, 0, VOUCHER_WIDTH / MM), top, VOUCHER_WIDTH, VOUCHER_HEIGHT).fill('#ffffff');
  strip(ground, face);
  band(ground, face);
  facts(ground, face);
  drawQr(ground, face.qr.square, QR);
  pdf.restore();
}
