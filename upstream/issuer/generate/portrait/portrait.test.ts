import fc from 'fast-check';
import { PNG } from 'pngjs';
import { expect, it } from 'vitest';
import { PEOPLE_CODES } from '../names/index.ts';
import { seedOf, streamOf } from '../random.ts';
import { ellipse } from './outline.ts';
import { encodePng } from './png.ts';
import { drawPortrait, PORTRAIT_PIXELS } from './portrait.ts';
import { paint } from './raster.ts';
import { drawTraits } from './traits.ts';

const seed = seedOf('faces');
const person = fc.record({
  people: fc.constantFrom(...PEOPLE_CODES),
  sex: fc.constantFrom('f' as const, 'm' as const),
  ageYears: fc.integer({ min: 0, max: 99 }),
  index: fc.nat(1_000_000),
});

it('draws everybody small, whole and the same every time', () => {
  fc.assert(
    fc.property(person, ({ people, sex, ageYears, index }) => {
      const draw = (): Uint8Array => drawPortrait(drawTraits(streamOf(seed, 1, index), people, sex, ageYears));
      const png = draw();
      expect(Buffer.compare(png, draw())).toBe(0);
      expect(png.length).toBeGreaterThan(2_000);
      expect(png.length).toBeLessThan(9_500);
      const { width, height, data } = PNG.sync.read(Buffer.from(png));
      expect([width, height]).toEqual([PORTRAIT_PIXELS, PORTRAIT_PIXELS]);
      expect(new Set(new Uint32Array(data.buffer, data.byteOffset, data.length / 4)).size).toBeGreaterThan(20);
    }),
    { numRuns: 60 },
  );
});

it('gives different people different faces', () => {
  const faces = Array.from({ length: 60 }, (_, index) =>
    Buffer.from(drawPortrait(drawTraits(streamOf(seed, 2, index), 'arabic', 'f', 30))).toString('base64'),
  );
  expect(new Set(faces).size).toBe(60);
});

it('covers exactly the area of a shape, also where it leaves the picture', () => {
  const area = (x: number, y: number): number => {
    const { pixels } = paint(64, [0, 0, 0], [{ outline: ellipse(x, y, 14), colour: [255, 255, 255] }]);
    return pixels.reduce((sum, value) => sum + value, 0) / 3 / 255;
  };
  const whole = area(32.3, 31.7);
  expect(whole).toBeCloseTo(0.5 * 28 * 14 * 14 * Math.sin((2 * Math.PI) / 28), -0.5);
  expect(area(0, 32) / whole).toBeCloseTo(0.5, 1);
  expect(area(64, 64) / whole).toBeCloseTo(0.25, 1);
  expect(area(200, 10)).toBe(0);
});

it('keeps the colours of a flat picture', () => {
  const picture = paint(
    32,
    [10, 200, 30],
    [
      {
        outline: [
          [0, 0],
          [32, 0],
          [32, 16],
          [0, 16],
        ],
        colour: [250, 20, 60],
      },
    ],
  );
  const { data } = PNG.sync.read(Buffer.from(encodePng(picture)));
  expect([...data.subarray(0, 4)]).toEqual([250, 20, 60, 255]);
  expect([...data.subarray(-4)]).toEqual([10, 200, 30, 255]);
});
