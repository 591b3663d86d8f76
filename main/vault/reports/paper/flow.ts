import type { Language } from '../../../../shared/ipc/views.ts';
import type { Direction } from './bidi.ts';
import type { Paper } from './document.ts';
import { measureText, paperText, type TextStyle } from './text.ts';

/** Colours of everything printed on paper: few, and all readable on a copier. */
export const INK = '#10202b';
export const INK_SOFT = '#4a5a64';
export const LINE = '#cfd6d4';
export const TINT = '#eef4f3';
export const BRAND = '#0b5d6b';
export const ALARM = '#a3161c';

/**
 * A page being filled from top to bottom in the reading direction of a language. Places are told as a distance from the side
 * where reading starts, so one layout serves both directions.
 */
export type Flow = {
  readonly paper: Paper;
  readonly direction: Direction;
  /** Left edge and width of the printable area, points. */
  readonly left: number;
  readonly width: number;
  readonly bottom: number;
  readonly top: number;
  y: number;
};

export const MARGIN = 38;

export function directionOfLanguage(language: Language): Direction {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** Starts the first page. */
export function newFlow(paper: Paper, direction: Direction): Flow {
  const { pdf } = paper;
  pdf.addPage();
  const { width, height } = pdf.page;
  return {
    paper,
    direction,
    left: MARGIN,
    width: width - 2 * MARGIN,
    top: MARGIN,
    bottom: height - MARGIN - 24,
    y: MARGIN,
  };
}

/** Goes on to a new page unless `height` points are left on this one. True where it did. */
export function need(flow: Flow, height: number): boolean {
  if (flow.y + height <= flow.bottom) return false;
  flow.paper.pdf.addPage();
  flow.y = flow.top;
  return true;
}

/** Left edge of a box that begins `offset` points after the side where reading starts. */
export function placeOf(flow: Flow, offset: number, width: number): number {
  return flow.direction === 'ltr' ? flow.left + offset : flow.left + flow.width - offset - width;
}

/** Text in a box at `offset`, top at `y`; figures that must not follow the page's direction pass their own. */
export function put(flow: Flow, text: string, offset: number, y: number, style: TextStyle & { width: number }): number {
  return paperText(flow.paper, text, placeOf(flow, offset, style.width), y, {
    colour: INK,
    direction: flow.direction,
    ...style,
  });
}

export function heightOf(flow: Flow, text: string, style: TextStyle): number {
  return measureText(flow.paper, text, { direction: flow.direction, ...style }).height;
}

/** A heading, kept together with the beginning of what follows it. */
export function heading(flow: Flow, text: string, keepWith = 48): void {
  const style = { size: 11, bold: true, colour: BRAND, width: flow.width };
  need(flow, heightOf(flow, text, style) + keepWith);
  flow.y += put(flow, text, 0, flow.y, style) + 3;
}

/** A line across the page. */
export function hairline(flow: Flow, colour = LINE, thickness = 0.6): void {
  const { pdf } = flow.paper;
  pdf
    .moveTo(flow.left, flow.y)
    .lineTo(flow.left + flow.width, flow.y)
    .lineWidth(thickness)
    .stroke(colour);
}

/** Keeps figures and codes together, and in order, inside a sentence that runs the other way (UAX #9 isolates). */
export function isolated(text: string): string {
  return `\u2066${text}\u2069`;
}

/** Keeps a name in its own direction, whatever that is, and the sentence around it in order. */
export function isolatedName(name: string): string {
  return `\u2068${name}\u2069`;
}
