import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandsOf, nameOf, pictureOf } from './escpos.fixture.ts';
import { FEED_AND_CUT, packRaster, withoutRealTimeCommands } from './raster.ts';

const drawing = fc.tuple(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 40 })).chain(([width, height]) =>
  fc.record({
    width: fc.constant(width),
    height: fc.constant(height),
    ink: fc.array(fc.boolean(), { minLength: width * height, maxLength: width * height }),
  }),
);

function bitmapOf(ink: readonly boolean[]): Uint8Array {
  return Uint8Array.from(ink.flatMap((dark) => (dark ? [0, 0, 0, 255] : [255, 255, 255, 255])));
}

const REAL_TIME = /10 (?:04|05|14)/u;
const hexOf = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
const pictures = (bytes: Uint8Array) => commandsOf(bytes).filter((command) => nameOf(command) === 'GSv0');

describe('a picture for the printer', () => {
  test('is read back dot for dot by another parser', () => {
    fc.assert(
      fc.property(drawing, ({ width, height, ink }) => {
        const bytes = packRaster(bitmapOf(ink), width, height);
        const picture = pictureOf(bytes, pictures(bytes)[0]!);
        expect([picture.width, picture.height]).toEqual([Math.ceil(width / 8) * 8, height]);
        const read = ink.map((_, at) => picture.getPixel(at % width, Math.floor(at / width)) === 0);
        // Nothing drawn is ever lost; a dot may be added where bytes would have been a command.
        expect(read.filter((dark, at) => !dark && ink[at])).toEqual([]);
        expect(read.filter((dark, at) => dark && !ink[at]).length).toBeLessThanOrEqual(height);
      }),
      { numRuns: 60 },
    );
  });

  test('is cut into bands that a small memory holds', () => {
    const [width, height] = [576, 700];
    const bytes = packRaster(bitmapOf(Array<boolean>(width * height).fill(true)), width, height);
    const bands = pictures(bytes).map((command) => pictureOf(bytes, command));
    expect(Math.max(...bands.map((band) => (band.width / 8) * band.height))).toBeLessThanOrEqual(4000);
    expect(bands.reduce((sum, band) => sum + band.height, 0)).toBe(height);
  });

  test('starts from a known state and ends with feed and cut', () => {
    const bytes = packRaster(bitmapOf([true]), 1, 1);
    expect([...bytes.subarray(0, 2)]).toEqual([0x1b, 0x40]);
    expect([...bytes.subarray(-FEED_AND_CUT.length)]).toEqual([...FEED_AND_CUT]);
  });

  test.each([
    ['dark grey is ink', [127, 127, 127, 255], 0x80],
    ['light grey is paper', [128, 128, 128, 255], 0],
    ['red is ink', [0, 0, 255, 255], 0x80],
    ['nothing at all is paper', [0, 0, 0, 0], 0],
  ])('%s', (_, pixel, expected) => {
    expect(packRaster(Uint8Array.from(pixel), 1, 1)[10]).toBe(expected);
  });

  test('is refused where its size does not fit its bytes', () => {
    expect(() => packRaster(new Uint8Array(12), 2, 2)).toThrow(RangeError);
  });
});

test('no bytes of a picture begin a command that printers obey at once', () => {
  const likely = fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0, 1, 2, 3, 7, 8, 0xff);
  fc.assert(
    fc.property(fc.array(likely, { maxLength: 60 }), (bytes) => {
      const before = Uint8Array.from(bytes);
      const after = withoutRealTimeCommands(before.slice());
      expect(hexOf(after)).not.toMatch(REAL_TIME);
      // Dots are only added, one for each command at most.
      expect(before.every((byte, at) => (after[at]! & byte) === byte)).toBe(true);
      expect(before.filter((byte, at) => after[at] !== byte).length).toBe(hexOf(before).split(REAL_TIME).length - 1);
    }),
  );
});
