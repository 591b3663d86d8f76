import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { newPaper, type Paper } from '../../../main/vault/reports/paper/document.ts';
import type { PaperFonts } from '../../../main/vault/reports/paper/fonts.ts';
import { drawLine, type TextBox } from './text-box.ts';

/** Points to the millimetre. */
export const MM = 72 / 25.4;

/** What is printed on every sheet. */
export type SheetWords = Readonly<{ cut: string; page: string; rightToLeft: boolean }>;

/** A4 sheets of equal pieces that are cut apart. */
export type SheetOptions<Piece> = Readonly<{
  /** Streamed; as many to a page as the grid has places. */
  pieces: Iterable<Piece> | AsyncIterable<Piece>;
  /** Draws a piece with its upper left corner at (`left`, `top`), in points. */
  draw: (paper: Paper, left: number, top: number, piece: Piece) => void;
  grid: Readonly<{ columns: number; rows: number; width: number; height: number }>;
  title: string;
  language: string;
  words: SheetWords;
  fonts: PaperFonts;
  /** Written into the document as its date, UTC ms: the same input gives the same bytes. */
  nowMs: number;
  out: Writable;
  /** Told after every page. */
  progress?: (pieces: number) => void;
}>;

const PAGE = { width: 210 * MM, height: 297 * MM };
const MARK = { gap: 1.5 * MM, length: 5 * MM };

type Ground = Readonly<{ left: number; top: number; right: number; bottom: number }>;

function groundOf({ columns, rows, width, height }: SheetOptions<unknown>['grid']): Ground {
  const [across, down] = [columns * width, rows * height];
  const [left, top] = [(PAGE.width - across) / 2, (PAGE.height - down) / 2];
  return { left, top, right: left + across, bottom: top + down };
}

/** Short lines outside the pieces, and a hairline between them for scissors. */
function cutMarks(pdf: PDFKit.PDFDocument, grid: SheetOptions<unknown>['grid']): void {
  const { left, top, right, bottom } = groundOf(grid);
  pdf.save().lineWidth(0.25);
  for (let column = 0; column <= grid.columns; column += 1) {
    const x = left + column * grid.width;
    pdf.moveTo(x, top - MARK.gap).lineTo(x, top - MARK.gap - MARK.length);
    pdf.moveTo(x, bottom + MARK.gap).lineTo(x, bottom + MARK.gap + MARK.length);
  }
  for (let row = 0; row <= grid.rows; row += 1) {
    const y = top + row * grid.height;
    pdf.moveTo(left - MARK.gap, y).lineTo(left - MARK.gap - MARK.length, y);
    pdf.moveTo(right + MARK.gap, y).lineTo(right + MARK.gap + MARK.length, y);
  }
  pdf.stroke('#404a4f').restore();
}

function footer(paper: Paper, { left, right }: Ground, words: SheetWords, page: number): void {
  const look = { size: 6.5, colour: '#51626b' };
  const middle = PAGE.height - 4 * MM;
  const [near, far] = words.rightToLeft ? (['right', 'left'] as const) : (['left', 'right'] as const);
  const box: TextBox = { x: left + 2 * MM, width: right - left - 4 * MM, side: near, smallest: 6 };
  drawLine(paper, words.cut, middle, box, look);
  drawLine(paper, `${words.page} ${page}`, middle, { ...box, side: far }, look);
}

/** Waits until the reader has taken what is written, so that a sheet of any length stays small in memory. */
async function settled(paper: Paper, out: Writable, written: Promise<void>): Promise<void> {
  paper.pdf.flushPages();
  if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), written]);
}

/**
 * Prints pieces in a grid with cut marks. Pages are written as they fill. Answers the number of pieces; `out` is ended, or
 * destroyed when it fails.
 * @throws what `out`, `pieces` and `draw` throw.
 */
export async function writeSheet<Piece>(options: SheetOptions<Piece>): Promise<number> {
  const { out, title, language, fonts, nowMs } = options;
  const paper = newPaper({ title, language, createdAtMs: nowMs, fonts });
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

async function drawPages<Piece>(paper: Paper, options: SheetOptions<Piece>, written: Promise<void>): Promise<number> {
  const { pieces, draw, grid, words, out } = options;
  const ground = groundOf(grid);
  const perPage = grid.columns * grid.rows;
  let count = 0;
  for await (const piece of pieces) {
    const place = count % perPage;
    if (place === 0) {
      if (count > 0) await settled(paper, out, written);
      if (count > 0) options.progress?.(count);
      paper.pdf.addPage();
      cutMarks(paper.pdf, grid);
      footer(paper, ground, words, count / perPage + 1);
    }
    const left = ground.left + (place % grid.columns) * grid.width;
    const top = ground.top + Math.floor(place / grid.columns) * grid.height;
    draw(paper, left, top, piece);
    paper.pdf.save().lineWidth(0.25).rect(left, top, grid.width, grid.height).stroke('#b9c9ca').restore();
    count += 1;
  }
  if (count === 0) paper.pdf.addPage();
  return count;
}
