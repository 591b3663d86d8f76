import { BarcodeFormat } from '@zxing/library';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { qrSquare, QUIET_MODULES, type QrSquare } from './qr-square.ts';
import { readDots, type Dark } from './read-qr.fixture.ts';

/** Reads a code back from dots, `scale` to the module, as a camera would see it. */
function read({ modules, runs }: QrSquare, scale: number): { text: string; format: BarcodeFormat } {
  const dark = runs.map(([x, y, length]): Dark => {
    const [left, top] = [(x + QUIET_MODULES) * scale, (y + QUIET_MODULES) * scale];
    return [left, top, length * scale, scale];
  });
  return readDots((modules + 2 * QUIET_MODULES) * scale, dark);
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
