import { qrSquare, QUIET_MODULES, type QrLevel, type QrSquare } from '../cards/qr-square.ts';

/** Side of the code on paper with its quiet zone. */
export const QR_BOX_MM = 35;
/** Four dots of a 203 dpi printer: read by a webcam at 20 cm. */
const GOOD_MODULE_MM = 0.5;
/** The least for a till's scanner (GS1 General Specifications, module size of QR codes at the point of sale). */
const LEAST_MODULE_MM = 0.396;

/** Capital letters and digits in the largest code with such modules, version 15 with level M (ISO/IEC 18004, table 7). */
const LONGEST_TEXT = 600;

export type PrintedQr = Readonly<{ square: QrSquare; level: QrLevel; moduleMm: number }>;

/**
 * The code for a voucher in its box: with the better error correction where the modules stay half a millimetre wide, else with
 * the usual one, down to the least that scanners are made for. Undefined for a text that is too long for the box.
 */
export function printedQr(text: string): PrintedQr | undefined {
  const choices = [
    ['Q', GOOD_MODULE_MM],
    ['M', GOOD_MODULE_MM],
    ['M', LEAST_MODULE_MM],
  ] as const;
  for (const [level, least] of choices) {
    const square = tried(text, level, versionFor(least));
    if (square !== undefined) return { square, level, moduleMm: QR_BOX_MM / (square.modules + 2 * QUIET_MODULES) };
  }
  return undefined;
}

/** True for a text of capital letters and digits that `printedQr` has a code for. */
export function fitsBox(text: string): boolean {
  return text.length <= LONGEST_TEXT;
}

/** The largest version (17 modules and four for each) whose modules are that wide in the box. */
function versionFor(moduleMm: number): number {
  return Math.floor((QR_BOX_MM / moduleMm - 2 * QUIET_MODULES - 17) / 4);
}

function tried(text: string, level: QrLevel, maxVersion: number): QrSquare | undefined {
  try {
    return qrSquare(text, level, maxVersion);
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}
