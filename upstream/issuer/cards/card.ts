import type { Paper } from '../../../main/vault/reports/paper/document.ts';
import { measureText } from '../../../main/vault/reports/paper/text.ts';
import type { Household } from '../../../shared/domain/roll.ts';
import { IssuerError } from '../issuer-error.ts';
import type { CardWords } from './card-words.ts';
import { boxAt, COLOUR, drawQr, leftOf, type Ground } from './ground.ts';
import { qrSquare } from './qr-square.ts';
import { MM } from './sheet.ts';
import { drawLine, drawLines } from './text-box.ts';

/** ID-1, the size of a bank card (ISO/IEC 7810). */
export const CARD_WIDTH = 85.6 * MM;
export const CARD_HEIGHT = 54 * MM;

const PHOTO_GROUND = '#cfdcdc';
const PHOTO_SHAPE = '#8fa6a6';

/** Millimetres from the card's upper left corner. */
const BAND = { height: 9 };
const PANEL = { top: 33.5, width: 49 };
const PHOTO = { x: 4, y: 11.2, side: 21 };
const FACTS = { x: 27.5, width: 22 };
const NAMES = { x: 4, width: 43 };
const QR = { x: 50.3, y: 9.2, side: 34.3 };
const HELP = { x: 52.4, y: 42.8, width: 30.4 };

export type CardFace = Readonly<{
  household: Household;
  /** The signed card text for the QR code. */
  code: string;
  photo: Uint8Array | undefined;
  programmeName: string;
  siteName: string;
  cycleName: string | undefined;
  words: CardWords;
}>;

function band(ground: Ground, { programmeName, siteName, cycleName }: CardFace): void {
  const { paper, left, top } = ground;
  paper.pdf.rect(left, top, CARD_WIDTH, BAND.height * MM).fill(COLOUR.brand);
  const middle = top + (BAND.height / 2) * MM;
  const place = [siteName, cycleName].filter((part) => part !== undefined).join(' · ');
  const look = { size: 7.2, colour: COLOUR.onBrand };
  const placeWidth = Math.min(36, measureText(paper, place, look).width / MM + 0.2);
  const end = CARD_WIDTH / MM - 4 - placeWidth;
  drawLine(paper, programmeName, middle, boxAt(ground, 4, end - 7, 6), { size: 9.5, bold: true, colour: '#ffffff' });
  drawLine(paper, place, middle, boxAt(ground, end, placeWidth, 5.5), look);
}

/** The outline of nobody, where there is no photo. */
function silhouette(pdf: PDFKit.PDFDocument, x: number, y: number, side: number): void {
  pdf.rect(x, y, side, side).fill(PHOTO_GROUND);
  pdf.circle(x + side / 2, y + side * 0.42, side * 0.19).fill(PHOTO_SHAPE);
  pdf.ellipse(x + side / 2, y + side * 1.02, side * 0.36, side * 0.34).fill(PHOTO_SHAPE);
}

function drawPhoto(pdf: PDFKit.PDFDocument, photo: Uint8Array, x: number, y: number, side: number, id: string): void {
  try {
    pdf.image(Buffer.from(photo), x, y, { cover: [side, side], align: 'center', valign: 'center' });
  } catch (cause) {
    throw new IssuerError(`The photo of ${id} is damaged; mend or remove it`, { cause });
  }
}

function picture(ground: Ground, { photo, household }: CardFace): void {
  const { pdf } = ground.paper;
  const side = PHOTO.side * MM;
  const [x, y] = [leftOf(ground, PHOTO.x, PHOTO.side), ground.top + PHOTO.y * MM];
  pdf.save();
  pdf.roundedRect(x, y, side, side, 2 * MM).clip();
  if (photo) drawPhoto(pdf, photo, x, y, side, household.id);
  else silhouette(pdf, x, y, side);
  pdf.restore();
  pdf
    .lineWidth(0.4)
    .roundedRect(x, y, side, side, 2 * MM)
    .stroke('#b9c9ca');
}

function facts(ground: Ground, { household, words }: CardFace): void {
  const { paper, top } = ground;
  const box = boxAt(ground, FACTS.x, FACTS.width, 5.5);
  drawLine(paper, words.people, top + 13.4 * MM, box, { size: 6.4, colour: COLOUR.quietInk });
  drawLine(paper, String(household.size), top + 18.4 * MM, box, { size: 15, bold: true, colour: COLOUR.ink });
  if (household.place !== undefined)
    drawLines(paper, household.place, top + 22.6 * MM, 3, box, { size: 7.4, colour: COLOUR.ink });
}

function names(ground: Ground, { household, words }: CardFace): void {
  const { paper, top } = ground;
  const [head] = household.members;
  const own = head?.name ?? '';
  const latin = head?.nameLatin === own ? undefined : head?.nameLatin;
  const box = boxAt(ground, NAMES.x, NAMES.width, 7);
  const look = { size: 12.5, bold: true, colour: COLOUR.ink };
  const isLong = latin === undefined && measureText(paper, own, { ...look, size: 11 }).width > box.width;
  if (isLong) drawLines(paper, own, top + 34.7 * MM, 2, box, { ...look, size: 11 });
  else drawLine(paper, own, top + (latin === undefined ? 39.5 : 37.6) * MM, box, look);
  if (latin !== undefined) drawLine(paper, latin, top + 42.5 * MM, box, { size: 8.4, colour: COLOUR.quietInk });
  drawLine(paper, words.household, top + 46.5 * MM, { ...box, smallest: 5 }, { size: 6.2, colour: COLOUR.quietInk });
  drawLine(paper, household.id, top + 50.3 * MM, box, { size: 15.5, bold: true, mono: true, colour: COLOUR.brand });
}

function code(ground: Ground, { code: text, words }: CardFace): void {
  const { paper, top } = ground;
  drawQr(ground, qrSquare(text), QR);
  drawLines(paper, words.help, top + HELP.y * MM, 4, boxAt(ground, HELP.x, HELP.width, 4.75), {
    size: 5.4,
    colour: COLOUR.quietInk,
  });
}

/** Draws one card with its upper left corner at (`left`, `top`), in points. */
export function drawCard(paper: Paper, left: number, top: number, face: CardFace): void {
  const ground = { paper, left, top, width: CARD_WIDTH, flipped: face.words.rightToLeft };
  const { pdf } = paper;
  pdf.save();
  pdf.rect(left, top, CARD_WIDTH, CARD_HEIGHT).fill('#ffffff');
  pdf
    .rect(leftOf(ground, 0, PANEL.width), top + PANEL.top * MM, PANEL.width * MM, CARD_HEIGHT - PANEL.top * MM)
    .fill(COLOUR.tint);
  band(ground, face);
  picture(ground, face);
  facts(ground, face);
  names(ground, face);
  code(ground, face);
  pdf.restore();
}
