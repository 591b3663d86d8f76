import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { newPaper, type Paper } from '../../../main/vault/reports/paper/document.ts';
import type { PaperFonts } from '../../../main/vault/reports/paper/fonts.ts';
import type { Household } from '../../../shared/domain/roll.ts';
import { CARD_HEIGHT, CARD_WIDTH, drawCard, MM } from './card.ts';
import { cardWords, type CardLanguage, type CardWords } from './card-words.ts';
import { drawLine, type TextBox } from './text-box.ts';

export type CardSheetOptions = Readonly<{
  /** Streamed; ten to a page. */
  households: Iterable<Household> | AsyncIterable<Household>;
  /** The signed text of a household's card (`GC1…`, wire/card.ts). */
  signCard: (household: Household) => string;
  /** PNG or JPEG of the head; undefined leaves the outline of a person. */
  photoOf: (household: Household) => Uint8Array | undefined;
  programmeName: string;
  siteName: string;
  cycleName?: string;
  language: CardLanguage;
  fonts: PaperFonts;
  /** Written into the document as its date, UTC ms: the same input gives the same bytes. */
  nowMs: number;
  out: Writable;
  /** Told after every page. */
  progress?: (cards: number) => void;
}>;

const PAGE = { width: 210 * MM, height: 297 * MM };
const COLUMNS = 2;
const ROWS = 5;
const PER_PAGE = COLUMNS * ROWS;
const LEFT = (PAGE.width - COLUMNS * CARD_WIDTH) / 2;
const TOP = (PAGE.height - ROWS * CARD_HEIGHT) / 2;
const MARK = { gap: 1.5 * MM, length: 5 * MM };

/** Short lines outside the cards, and a hairline between them for scissors. */
function cutMarks(doc: PDFKit.PDFDocument): void {
  doc.save().lineWidth(0.25);
  const [right, bottom] = [LEFT + COLUMNS * CARD_WIDTH, TOP + ROWS * CARD_HEIGHT];
  for (let column = 0; column <= COLUMNS; column += 1) {
    const x = LEFT + column * CARD_WIDTH;
    doc.moveTo(x, TOP - MARK.gap).lineTo(x, TOP - MARK.gap - MARK.length);
    doc.moveTo(x, bottom + MARK.gap).lineTo(x, bottom + MARK.gap + MARK.length);
  }
  for (let row = 0; row <= ROWS; row += 1) {
    const y = TOP + row * CARD_HEIGHT;
    doc.moveTo(LEFT - MARK.gap, y).lineTo(LEFT - MARK.gap - MARK.length, y);
    doc.moveTo(right + MARK.gap, y).lineTo(right + MARK.gap + MARK.length, y);
  }
  doc.stroke('#404a4f').restore();
}

function outline(doc: PDFKit.PDFDocument, left: number, top: number): void {
  doc.save().lineWidth(0.25).rect(left, top, CARD_WIDTH, CARD_HEIGHT).stroke('#b9c9ca').restore();
}

function footer(paper: Paper, words: CardWords, page: number): void {
  const look = { size: 6.5, colour: '#51626b' };
  const middle = PAGE.height - 4 * MM;
  const [near, far] = words.rightToLeft ? (['right', 'left'] as const) : (['left', 'right'] as const);
  const box: TextBox = { x: LEFT + 2 * MM, width: COLUMNS * CARD_WIDTH - 4 * MM, side: near, smallest: 6 };
  drawLine(paper, words.cut, middle, box, look);
  drawLine(paper, `${words.page} ${page}`, middle, { ...box, side: far }, look);
}

/** Waits until the reader has taken what is written, so that a sheet of any length stays small in memory. */
async function settled(paper: Paper, out: Writable, written: Promise<void>): Promise<void> {
  paper.pdf.flushPages();
  if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), written]);
}

/**
 * Prints beneficiary cards: an A4 PDF, ten cards of ID-1 size (85.6 × 54 mm) a page with cut marks. Pages are written as they
 * fill. Answers the number of cards; `out` is ended, or destroyed when it fails.
 * @throws what `out`, `households` and `signCard` throw, and an IssuerError for a photo that cannot be drawn.
 */
export async function writeCardSheet(options: CardSheetOptions): Promise<number> {
  const { out, programmeName, siteName, language, fonts, nowMs } = options;
  const paper = newPaper({ title: `${programmeName} · ${siteName}`, language, createdAtMs: nowMs, fonts });
  const written = finished(out);
  // It is awaited where the drawing waits for the disk; until then nobody listens.
  written.catch(() => undefined);
  paper.pdf.pipe(out);
  try {
    const count = await drawPages(paper, options, written);
    paper.pdf.end();
    await written;
    options.progress?.(count);
    return count;
  } catch (thrown) {
    out.destroy();
    throw thrown;
  }
}

async function drawPages(paper: Paper, options: CardSheetOptions, written: Promise<void>): Promise<number> {
  const { households, signCard, photoOf, out, programmeName, siteName, cycleName } = options;
  const words = cardWords(options.language);
  let count = 0;
  for await (const household of households) {
    const place = count % PER_PAGE;
    if (place === 0) {
      if (count > 0) await settled(paper, out, written);
      if (count > 0) options.progress?.(count);
      paper.pdf.addPage();
      cutMarks(paper.pdf);
      footer(paper, words, count / PER_PAGE + 1);
    }
    const left = LEFT + (place % COLUMNS) * CARD_WIDTH;
    const top = TOP + Math.floor(place / COLUMNS) * CARD_HEIGHT;
    const [code, photo] = [signCard(household), photoOf(household)];
    drawCard(paper, left, top, { household, code, photo, programmeName, siteName, cycleName, words });
    outline(paper.pdf, left, top);
    count += 1;
  }
  if (count === 0) paper.pdf.addPage();
  return count;
}
