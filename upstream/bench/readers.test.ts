import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it, test, vi } from 'vitest';
import { scanText, type ReadFrame } from '../../shared/scan/frame.ts';
import { readPlainly } from '../../shared/scan/plain-reader.ts';
import { drawScene, type Scene } from '../../shared/scan/scene.fixture.ts';
import { openWasmReader } from '../../shared/scan/wasm-reader.ts';
import { seedOf, streamOf } from '../issuer/generate/random.ts';
import { must } from './station.ts';

const installed = new Uint8Array(
  readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')),
);
const CARD = `GC1${'MFRGGZDFMZTWQ2LK'.repeat(16)}.ABCD`;
const draw = (more: Partial<Scene>, index = 0) =>
  drawScene(
    { width: 640, height: 480, text: CARD, dotsPerModule: 5, degrees: 0, noise: 0, ...more },
    streamOf(seedOf('readers'), 1, index).unit,
  );
const readInWasm: ReadFrame = async (frame) => must(await openWasmReader(installed))(frame);

describe('the WebAssembly decoder', () => {
  test('starts out of the installed bytes, which are the pinned ones', async () => {
    expect((await openWasmReader(installed)).ok).toBe(true);
  });

  test('is not started out of any others', async () => {
    const places = fc.integer({ min: 0, max: installed.length - 1 });
    await fc.assert(
      fc.asyncProperty(places, async (place) => {
        const altered = installed.slice();
        altered[place]! ^= 1;
        expect(await openWasmReader(altered)).toEqual({ ok: false, error: { code: 'altered' } });
      }),
      { numRuns: 5 },
    );
    expect((await openWasmReader(installed.slice(1))).ok).toBe(false);
  });

  test('says that it cannot start where there is no WebAssembly', async () => {
    vi.stubGlobal('WebAssembly', undefined);
    try {
      expect(await openWasmReader(installed)).toEqual({ ok: false, error: { code: 'cannot-start' } });
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test.each([0, 17, 45, 90, 181, 300])(
    'reads a noisy card, three dots to the module, turned by %i degrees',
    async (degrees) => {
      expect(await readInWasm(draw({ dotsPerModule: 3, degrees, noise: 8 }))).toBe(CARD);
    },
  );

  test('gives the text of a GS1 code as it is written, separators and all', async () => {
    const text = '0109521234543213\u001d10ABC123';
    expect(await readInWasm(draw({ text }))).toBe(text);
  });
});

describe.each([
  ['WebAssembly', readInWasm],
  ['plain', readPlainly],
] as const)('the decoder in %s', (_, read) => {
  test('reads a card that is held close', async () => {
    expect(await read(draw({ degrees: 4 }))).toBe(CARD);
  });

  test('reads letters of any script', async () => {
    const text = 'قسيمة 42, bon nº 7';
    expect(await read(draw({ text }))).toBe(text);
  });

  test('finds nothing where there is nothing', async () => {
    expect(await read(draw({ text: null, noise: 16 }))).toBeNull();
  });

  test('makes nothing up out of noise', async () => {
    for (let index = 0; index < 5; index += 1) expect(await read(draw({ text: null, noise: 120 }, index))).toBeNull();
  });
});

it('takes no text that is empty or longer than any code', () => {
  expect([scanText(undefined), scanText(''), scanText('A'.repeat(4297))]).toEqual([null, null, null]);
  expect(scanText('A'.repeat(4296))).toHaveLength(4296);
});
