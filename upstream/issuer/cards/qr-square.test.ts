import {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HybridBinarizer,
  QRCodeReader,
  RGBLuminanceSource,
} from '@zxing/library';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { qrSquare, QUIET_MODULES, type QrSquare } from './qr-square.ts';

/** Reads a code back from dots, `scale` to the module, as a camera would see it. */
function read({ modules, runs }: QrSquare, scale: number): { text: string; format: BarcodeFormat } {
  const side = (modules + 2 * QUIET_MODULES) * scale;
  const dots = new Uint8ClampedArray(side * side).fill(255);
  for (const [x, y, length] of runs) {
    for (let row = 0; row < scale; row += 1) {
      const start = ((y + QUIET_MODULES) * scale + row) * side + (x + QUIET_MODULES) * scale;
      dots.fill(0, start, start + length * scale);
    }
  }
  const seen = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(dots, side, side)));
  const result = new QRCodeReader().decode(seen, new Map([[DecodeHintType.PURE_BARCODE, true]]));
  return { text: result.getText(), format: result.getBarcodeFormat() };
}

const CARD_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567.'.split('');

it('lays out any card text so that another program reads it back', () => {
  const text = fc
    .array(fc.constantFrom(...CARD_CHARACTERS), { minLength: 40, maxLength: 300 })
    .map((all) => `GC1${all.join('')}`);
  fc.assert(
    fc.property(text, (written) => {
      expect(read(qrSquare(written), 4)).toEqual({ text: written, format: BarcodeFormat.QR_CODE });
    }),
    { numRuns: 25 },
  );
});

it('uses the dense alphanumeric mode, so that modules stay half a millimetre wide', () => {
  expect(qrSquare(`GC1${'A'.repeat(265)}`).version).toBeLessThanOrEqual(10);
});

it('keeps dark runs apart and inside the square', () => {
  const { modules, runs } = qrSquare('GC1TEST.ABCD');
  for (const [x, y, length] of runs) {
    expect(x + length).toBeLessThanOrEqual(modules);
    expect(y).toBeLessThan(modules);
    expect(runs.some(([other, row]) => row === y && other === x + length)).toBe(false);
  }
});
