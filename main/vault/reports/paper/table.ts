import { heading, heightOf, INK, INK_SOFT, hairline, isolated, LINE, need, put, TINT, type Flow } from './flow.ts';
import { measureText, type TextStyle } from './text.ts';

export type Column = Readonly<{
  title: string;
  /** Share of the width. */
  weight: number;
  /** Figures stand right-aligned in both directions, so that units stand under units. */
  figures?: boolean;
}>;
export type Cell = string | Readonly<{ text: string; bold?: boolean; colour?: string }>;
type CellStyle = TextStyle & Readonly<{ width: number }>;

/** Sizes to try: figures are never broken, so where they take too much room all letters of a table get smaller. */
const SIZES = [8.5, 8, 7.5, 7, 6.5, 6] as const;
const PAD = 5;
const ROW_PAD = 2.5;
/** A table of no more rows stays on one page. */
const SHORT_TABLE = 8;
/** A column of words is given at least this for each unit of its weight, in points. */
const WORDS_ROOM = 42;

type Shape = Readonly<{ columns: readonly Column[]; widths: readonly number[]; size: number }>;
type FullCell = Exclude<Cell, string>;

/** A table over the whole width. Rows are never cut; the head is repeated on every page that a long table reaches. */
export function drawTable(
  flow: Flow,
  title: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): void {
  const titles = columns.map((column) => ({ text: column.title, bold: true, colour: INK_SOFT }));
  const body = rows.map((row) => columns.map((column, index) => cellOf(row[index] ?? '', column)));
  const shape = shapeOf(flow, columns, [titles, ...body]);
  const head = heightOfRow(flow, shape, titles);
  const drawHead = (): void => {
    flow.paper.pdf.rect(flow.left, flow.y, flow.width, head).fill(TINT);
    drawRow(flow, shape, titles);
  };
  const together = body.slice(0, body.length <= SHORT_TABLE ? SHORT_TABLE : 1);
  heading(
    flow,
    title,
    together.reduce((sum, row) => sum + heightOfRow(flow, shape, row), head),
  );
  drawHead();
  for (const row of body) {
    if (need(flow, heightOfRow(flow, shape, row))) drawHead();
    drawRow(flow, shape, row);
    hairline(flow, LINE, 0.5);
  }
}

/** Columns of figures get at least what their widest figure and the longest word of their title take. */
function shapeOf(flow: Flow, columns: readonly Column[], rows: readonly (readonly FullCell[])[]): Shape {
  const words = sumOf(columns.filter((column) => column.figures !== true));
  for (const size of SIZES) {
    const least = columns.map((column, index) => {
      if (column.figures !== true) return column.weight * WORDS_ROOM;
      const widths = rows.map((row, at) => widthOfCell(flow, row[index], size, at === 0));
      return Math.max(...widths) + 2 * PAD + 0.5;
    });
    const spare = flow.width - least.reduce((sum, width) => sum + width, 0);
    if (spare < 0 && size !== SIZES.at(-1)) continue;
    // What is left over goes to the columns of words, or evenly where there are none.
    const widths = columns.map((column, index) => {
      const share = words === 0 ? 1 / columns.length : column.figures === true ? 0 : column.weight / words;
      return (least[index] ?? 0) + spare * share;
    });
    return { columns, widths: evened(flow, columns, widths), size };
  }
  throw new Error('There is always a smallest size');
}

/** Columns of figures that are alike in weight are made alike in width as far as the columns of words can give. */
function evened(flow: Flow, columns: readonly Column[], widths: readonly number[]): number[] {
  const planned = columns.map((column) => (column.weight / sumOf(columns)) * flow.width);
  const wanted = columns.map((column, index) =>
    column.figures === true ? Math.max(planned[index] ?? 0, widths[index] ?? 0) : (planned[index] ?? 0),
  );
  const over = wanted.reduce((sum, width) => sum + width, 0) - flow.width;
  const words = columns.flatMap((column, index) => (column.figures === true ? [] : [wanted[index] ?? 0]));
  const give = words.reduce((sum, width) => sum + width, 0);
  const least = sumOf(columns.filter((column) => column.figures !== true)) * WORDS_ROOM;
  if (give - over < least) return [...widths];
  return wanted.map((width, index) => (columns[index]?.figures === true ? width : width - (over * width) / give));
}

function sumOf(columns: readonly Column[]): number {
  return columns.reduce((sum, column) => sum + column.weight, 0);
}

function widthOfCell(flow: Flow, cell: FullCell | undefined, size: number, isTitle: boolean): number {
  const pieces = isTitle ? (cell?.text ?? '').split(' ') : [cell?.text ?? ''];
  const style = { size, bold: cell?.bold === true };
  return Math.max(...pieces.map((piece) => measureText(flow.paper, piece, style).width));
}

function drawRow(flow: Flow, shape: Shape, row: readonly FullCell[]): void {
  const height = heightOfRow(flow, shape, row);
  let offset = 0;
  for (const [index, cell] of row.entries()) {
    const style = styleOf(flow, shape, index, cell);
    put(flow, cell.text, offset + PAD, flow.y + ROW_PAD, { ...style, colour: cell.colour ?? INK });
    offset += style.width + 2 * PAD;
  }
  flow.y += height;
}

function heightOfRow(flow: Flow, shape: Shape, row: readonly FullCell[]): number {
  const heights = row.map((cell, index) => heightOf(flow, cell.text, styleOf(flow, shape, index, cell)));
  return Math.max(0, ...heights) + 2 * ROW_PAD;
}

function styleOf(flow: Flow, { columns, widths, size }: Shape, index: number, cell: FullCell): CellStyle {
  const rightmost = flow.direction === 'ltr' ? 'end' : 'start';
  return {
    size,
    bold: cell.bold === true,
    width: (widths[index] ?? 0) - 2 * PAD,
    align: columns[index]?.figures === true ? rightmost : 'start',
  };
}

function cellOf(cell: Cell, column: Column): FullCell {
  const whole = typeof cell === 'string' ? { text: cell } : cell;
  return column.figures === true ? { ...whole, text: isolated(whole.text) } : whole;
}
