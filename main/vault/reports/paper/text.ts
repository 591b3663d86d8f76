import { directionOf, paragraphOf, runsOf, type Direction, type Paragraph, type Run } from './bidi.ts';
import type { Paper } from './document.ts';
import { faceOf, metricsOf } from './fonts.ts';
import { isReordered } from './scripts.ts';
import { RIGHT_TO_LEFT } from './shape.ts';
import { wrapLines, type Line } from './wrap.ts';

export type TextStyle = Readonly<{
  /** Points. */
  size: number;
  bold?: boolean;
  /** Latin letters and figures of one width: hashes, receipt numbers. */
  mono?: boolean;
  /** `#rrggbb`; black where it is left out. */
  colour?: string;
  /** Of the paragraph; `auto` (the default) goes by its first strong letter. */
  direction?: Direction | 'auto';
  /** `start` is the side where reading in `direction` begins. Needs `width`. */
  align?: 'start' | 'centre' | 'end';
  /** Lines break at this width in points; without it all stays on one line. */
  width?: number;
  /** Distance of lines in sizes; 1.36 fits most scripts, a line with taller letters takes what it needs. */
  leading?: number;
  /** What does not fit is cut and marked with an ellipsis. */
  maxLines?: number;
}>;

export type Measured = Readonly<{ width: number; height: number; lines: number }>;

type LaidLine = Readonly<{ runs: readonly Run[]; width: number; ascent: number; height: number }>;
type Laid = Readonly<{ lines: readonly LaidLine[]; direction: Direction }>;

/** Size of a text as `paperText` would draw it, in points. */
export function measureText(paper: Paper, text: string, style: TextStyle): Measured {
  const { lines } = lay(paper, text, style);
  return {
    width: Math.max(0, ...lines.map((line) => line.width)),
    height: lines.reduce((sum, line) => sum + line.height, 0),
    lines: lines.length,
  };
}

/**
 * Draws a text of any mixture of scripts and directions with its top left corner at `x`, `y` (points from the page's top left).
 * Gives the height it took, as `measureText` does.
 */
export function paperText(paper: Paper, text: string, x: number, y: number, style: TextStyle): number {
  const { lines, direction } = lay(paper, text, style);
  const { pdf } = paper;
  let top = y;
  for (const line of lines) {
    let left = x + (style.width === undefined ? 0 : indent(line.width, style.width, direction, style.align ?? 'start'));
    for (const run of line.runs) {
      pdf
        .font(faceOf(run.script, style))
        .fontSize(style.size)
        .fillColor(style.colour ?? '#000000');
      const options: PDFKit.Mixins.TextOptions = {
        lineBreak: false,
        features: featuresOf(run),
        baseline: 'alphabetic',
      };
      if (isReordered(run.script)) pdf.markContent('Span', { actual: run.text });
      pdf.text(run.text, left, top + line.ascent, options);
      if (isReordered(run.script)) pdf.endMarkedContent();
      left += runWidth(paper, run, style);
    }
    top += line.height;
  }
  return top - y;
}

function lay(paper: Paper, text: string, style: TextStyle): Laid {
  const paragraph = paragraphOf(text, style.direction ?? 'auto');
  const lines = cut(paper, paragraph, style);
  return { lines, direction: directionOf(paragraph) };
}

function cut(paper: Paper, paragraph: Paragraph, style: TextStyle): LaidLine[] {
  const { width, maxLines } = style;
  const { text } = paragraph;
  const measure = (start: number, end: number): number => lineWidth(paper, runsOf(paragraph, start, end), style);
  const all: Line[] = width === undefined ? [{ start: 0, end: text.length }] : wrapLines(text, width, measure);
  if (maxLines === undefined || width === undefined || all.length <= maxLines) {
    return all.map(({ start, end }) => layLine(paper, runsOf(paragraph, start, end), style));
  }
  const start = all[maxLines - 1]?.start ?? 0;
  const kept = all.slice(0, maxLines - 1).map((line) => layLine(paper, runsOf(paragraph, line.start, line.end), style));
  return [...kept, shortened(paper, text.slice(start), directionOf(paragraph), { ...style, width })];
}

/** The longest beginning of `text` that fits in one line together with an ellipsis. */
function shortened(
  paper: Paper,
  text: string,
  direction: Direction,
  style: TextStyle & Readonly<{ width: number }>,
): LaidLine {
  const letters = Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => segment);
  for (let count = letters.length; count > 0; count--) {
    const shorter = paragraphOf(`${letters.slice(0, count).join('').trimEnd()}…`, direction);
    const runs = runsOf(shorter, 0, shorter.text.length);
    if (lineWidth(paper, runs, style) <= style.width) return layLine(paper, runs, style);
  }
  return layLine(paper, [], style);
}

function layLine(paper: Paper, runs: readonly Run[], style: TextStyle): LaidLine {
  const { size, leading = 1.36 } = style;
  const metrics = [metricsOf('latin'), ...runs.map((run) => metricsOf(run.script))];
  const ascent = Math.max(...metrics.map(([up]) => up));
  const descent = Math.max(...metrics.map(([, down]) => down));
  const extra = Math.max(0, leading - ascent - descent);
  return {
    runs,
    width: lineWidth(paper, runs, style),
    ascent: (ascent + extra / 2) * size,
    height: (ascent + descent + extra) * size,
  };
}

function lineWidth(paper: Paper, runs: readonly Run[], style: TextStyle): number {
  return runs.reduce((sum, run) => sum + runWidth(paper, run, style), 0);
}

function runWidth(paper: Paper, run: Run, style: TextStyle): number {
  return paper.use(faceOf(run.script, style), style.size).widthOfString(run.text, { features: featuresOf(run) });
}

/** With a list of features, even an empty one, pdfkit hands a run to the shaper as a whole and not word by word. */
function featuresOf(run: Run): PDFKit.Mixins.OpenTypeFeatures[] {
  return run.direction === 'rtl' ? [RIGHT_TO_LEFT] : [];
}

function indent(line: number, width: number, direction: Direction, align: 'start' | 'centre' | 'end'): number {
  if (align === 'centre') return (width - line) / 2;
  return (align === 'start') === (direction === 'ltr') ? 0 : width - line;
}
