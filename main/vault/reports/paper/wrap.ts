/** Where a line may end. Burmese has no spaces between its words; a dictionary finds them. */
const words = new Intl.Segmenter('en', { granularity: 'word' });
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const UNSPACED = /\p{scx=Myanmar}/u;
/** The segmenter keeps a mark of direction with the space before it. */
const SPACE = /^[ \t]+[\u061c\u200e\u200f\u2066-\u2069]*$/u;
const TRAILING = /[ \t\u061c\u200e\u200f\u2066-\u2069]+$/u;

/** `[start, end)` of a line in the paragraph, without the spaces at its end. */
export type Line = Readonly<{ start: number; end: number }>;

/**
 * Breaks a paragraph into lines no wider than `width`, greedily. A word wider than a line is cut between letters.
 * `measure` gives the width of `[start, end)` on one line.
 */
export function wrapLines(text: string, width: number, measure: (start: number, end: number) => number): Line[] {
  const lines: Line[] = [];
  let start = 0;
  let end = 0;
  const finish = (): void => {
    lines.push({ start, end: end - trailingSpaces(text, start, end) });
    start = end;
  };
  for (const stop of stops(text)) {
    const fits = measure(start, stop - trailingSpaces(text, start, stop)) <= width;
    if (!fits && end > start) finish();
    if (!fits && measure(start, stop - trailingSpaces(text, start, stop)) > width) {
      for (const cut of letterStops(text, start, stop)) {
        if (end > start && measure(start, cut) > width) finish();
        end = cut;
      }
    }
    end = stop;
  }
  if (end > start || lines.length === 0) finish();
  return lines;
}

/** Ends of the pieces that may not be broken, each with the spaces behind it. */
function stops(text: string): number[] {
  const found: number[] = [];
  let before = '';
  for (const { segment, index } of words.segment(text)) {
    const isSpace = SPACE.test(segment);
    const afterSpace = SPACE.test(before);
    const bothUnspaced = UNSPACED.test(segment) && UNSPACED.test(before) && /^\p{L}/u.test(segment);
    if (index > 0 && !isSpace && (afterSpace || bothUnspaced)) found.push(index);
    before = segment;
  }
  return [...found, text.length];
}

function letterStops(text: string, start: number, end: number): number[] {
  return Array.from(graphemes.segment(text.slice(start, end)), ({ segment, index }) => start + index + segment.length);
}

function trailingSpaces(text: string, start: number, end: number): number {
  const piece = text.slice(start, end);
  return piece.length - piece.replace(TRAILING, '').length;
}
