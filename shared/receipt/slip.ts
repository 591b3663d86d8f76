import type { Language } from '../ipc/views.ts';

/**
 * A slip of paper, told in blocks from top to bottom. The same blocks become characters on a printer that has the letters, and a
 * picture on one that has not. All text is final: in the reader's language, with its figures written out.
 */
export type Block = Readonly<
  | { kind: 'text'; text: string; size: 'normal' | 'large'; align: 'start' | 'centre'; bold: boolean }
  /** A label and what it says, on one line where there is room. */
  | { kind: 'pair'; label: string; value: string; bold: boolean }
  /** The receipt's number and check characters, the largest thing on the paper. */
  | { kind: 'number'; label: string; number: string; checkLabel: string; check: string }
  /** White on black: what must not be overlooked. */
  | { kind: 'banner'; text: string; size: 'large' | 'huge' }
  /** Something handed over: its picture's name (see `icon` of an item), what it is, how much, and remarks below. */
  | { kind: 'item'; icon: string; name: string; quantity: string; notes: readonly string[] }
  | { kind: 'table'; columns: readonly string[]; rows: readonly (readonly string[])[] }
  | { kind: 'qr'; text: string }
  /** Counts the columns of the paper from side to side. */
  | { kind: 'ruler' }
  | { kind: 'rule' }
>;
export type Slip = readonly Block[];

/** Dots across the printable width of 58, 80 (512 dots) and 80 mm paper at 203 dpi; font A is 12 dots wide. */
export const DOTS_BY_COLUMNS = { 32: 384, 42: 512, 48: 576 } as const;
export type Columns = keyof typeof DOTS_BY_COLUMNS;

/** A slip to be drawn as a picture of `width` dots. */
export type SlipPage = Readonly<{ slip: Slip; language: Language; width: number }>;

export function text(line: string, style: Partial<Extract<Block, { kind: 'text' }>> = {}): Block {
  return { kind: 'text', text: line, size: 'normal', align: 'start', bold: false, ...style };
}

export function pair(label: string, value: string, bold = false): Block {
  return { kind: 'pair', label, value, bold };
}

export const RULE: Block = { kind: 'rule' };
