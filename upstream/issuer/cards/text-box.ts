import { directionOf, paragraphOf } from '../../../main/vault/reports/paper/bidi.ts';
import type { Paper } from '../../../main/vault/reports/paper/document.ts';
import { measureText, paperText } from '../../../main/vault/reports/paper/text.ts';
import { wrapLines } from '../../../main/vault/reports/paper/wrap.ts';

/** Look of a text without its place; sizes in points. */
export type Look = Readonly<{ size: number; bold?: boolean; mono?: boolean; colour: string }>;

/** Where a text goes, in points. `side` is where its lines begin or end, whatever the script. */
export type TextBox = Readonly<{ x: number; width: number; side: 'left' | 'right'; smallest: number }>;

/** A text made to fit: its lines, all of one size, the widest `width` and each `height` points. */
type Fitted = Readonly<{ size: number; lines: readonly Readonly<{ text: string; width: number }>[]; height: number }>;

const SHRINK_STEP = 0.25;
const MOST_KEPT = 500;

/** Shaping is the costly part of a card, and most of its texts are on every card: remember how they came out. */
const kept = new WeakMap<Paper, Map<string, Fitted>>();

function remembered(paper: Paper, key: string, make: () => Fitted): Fitted {
  const known = kept.get(paper) ?? new Map<string, Fitted>();
  kept.set(paper, known);
  const fitted = known.get(key) ?? make();
  if (known.size >= MOST_KEPT) known.clear();
  known.set(key, fitted);
  return fitted;
}

function broken(paper: Paper, text: string, lines: number, width: number, look: Look): readonly string[] {
  const measure = (start: number, end: number): number => measureText(paper, text.slice(start, end), look).width;
  if (lines === 1) return [text];
  return wrapLines(text, width, measure).map(({ start, end }) => text.slice(start, end));
}

function fit(paper: Paper, text: string, most: number, { width, smallest }: TextBox, look: Look): Fitted {
  for (let size = look.size; ; size = Math.max(smallest, size - SHRINK_STEP)) {
    const style = { ...look, size, leading: 1 };
    const texts = broken(paper, text, most, width, style);
    const lines = texts.slice(0, most).map((line) => ({ text: line, width: measureText(paper, line, style).width }));
    const fits = texts.length <= most && lines.every((line) => line.width <= width);
    if (fits || size <= smallest) return { size, lines, height: measureText(paper, text, style).height };
  }
}

function draw(paper: Paper, line: Fitted['lines'][number], top: number, box: TextBox, look: Look): void {
  const x = box.side === 'left' ? box.x : box.x + box.width - line.width;
  if (line.width <= box.width) {
    paperText(paper, line.text, x, top, { ...look, leading: 1 });
    return;
  }
  const startsLeft = directionOf(paragraphOf(line.text, 'auto')) === 'ltr';
  const align = (box.side === 'left') === startsLeft ? 'start' : 'end';
  paperText(paper, line.text, box.x, top, { ...look, leading: 1, width: box.width, maxLines: 1, align });
}

/** One line whose middle is at the height `middle`: it shrinks to fit, and is cut with an ellipsis only below `smallest`. */
export function drawLine(paper: Paper, text: string, middle: number, box: TextBox, look: Look): void {
  const key = [1, box.width, box.smallest, look.size, look.bold, look.mono, text].join('|');
  const { size, lines, height } = remembered(paper, key, () => fit(paper, text, 1, box, look));
  for (const line of lines) draw(paper, line, middle - height / 2, box, { ...look, size });
}

/** Up to `most` lines below `top`, of one size, which shrinks as long as they are not enough; what is left over is dropped. */
export function drawLines(paper: Paper, text: string, top: number, most: number, box: TextBox, look: Look): void {
  const key = [most, box.width, box.smallest, look.size, look.bold, look.mono, text].join('|');
  const { size, lines, height } = remembered(paper, key, () => fit(paper, text, most, box, look));
  for (const [row, line] of lines.entries()) draw(paper, line, top + row * height, box, { ...look, size });
}
