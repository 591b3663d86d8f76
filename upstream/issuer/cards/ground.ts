import type { Paper } from '../../../main/vault/reports/paper/document.ts';
import { QUIET_MODULES, type QrSquare } from './qr-square.ts';
import { MM } from './sheet.ts';
import type { TextBox } from './text-box.ts';

export const COLOUR = {
  brand: '#0b5d6b',
  onBrand: '#d3e7e8',
  ink: '#14232b',
  quietInk: '#51626b',
  tint: '#e4efef',
} as const;

/** A piece's place on the page, in points, and the paper it is drawn on. A right-to-left piece is laid out the other way round. */
export type Ground = Readonly<{ paper: Paper; left: number; top: number; width: number; flipped: boolean }>;

/** Left edge of something `x` from the piece's beginning and `width` wide, both in millimetres. */
export function leftOf({ left, width: whole, flipped }: Ground, x: number, width: number): number {
  return flipped ? left + whole - (x + width) * MM : left + x * MM;
}

/** A box for text, in millimetres from the piece's beginning; `smallest` is the least size of letters in points. */
export function boxAt(ground: Ground, x: number, width: number, smallest: number): TextBox {
  return { x: leftOf(ground, x, width), width: width * MM, side: ground.flipped ? 'right' : 'left', smallest };
}

/** Draws a code with its quiet zone into a square of `side` millimetres. */
export function drawQr(ground: Ground, square: QrSquare, at: Readonly<{ x: number; y: number; side: number }>): void {
  const { pdf } = ground.paper;
  const module = (at.side * MM) / (square.modules + 2 * QUIET_MODULES);
  const x = leftOf(ground, at.x, at.side) + QUIET_MODULES * module;
  const y = ground.top + at.y * MM + QUIET_MODULES * module;
  for (const [column, row, length] of square.runs)
    pdf.rect(x + column * module, y + row * module, length * module, module);
  pdf.fill('#000000');
}
