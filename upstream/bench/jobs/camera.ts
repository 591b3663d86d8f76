import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { drawScene } from '../../../shared/scan/scene.fixture.ts';
import { openWasmReader } from '../../../shared/scan/wasm-reader.ts';
import { seedOf, streamOf } from '../../issuer/generate/random.ts';
import { must } from '../station.ts';

/** `text`: null for pictures of an empty desk. */
export type CameraInput = Readonly<{ seed: string; text: string | null; frames: number }>;
export type CameraReads = Readonly<{
  /** Processor time of each picture. */
  ms: readonly number[];
  /** Pictures that gave the very text. */
  right: number;
  /** Pictures that gave another: there must be none. */
  wrong: number;
}>;

const WARM_UP = 10;
/** What the aim on the screen makes of a card, and what a cheap webcam makes of a room with little light. */
const SCENE = { width: 1280, height: 720, dotsPerModule: 3, noise: 8 } as const;
const MOST_DEGREES = 30;

/** Decodes drawn pictures with the bytes and the settings of the station's own worker. */
export async function camera({ seed, text, frames }: CameraInput): Promise<CameraReads> {
  const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
  const read = must(await openWasmReader(new Uint8Array(wasm)));
  const ms: number[] = [];
  let right = 0;
  let wrong = 0;
  for (let index = -WARM_UP; index < frames; index += 1) {
    const { unit } = streamOf(seedOf(seed), 0, Math.abs(index));
    const frame = drawScene({ ...SCENE, text, degrees: (2 * unit() - 1) * MOST_DEGREES }, unit);
    const before = process.cpuUsage();
    const found = await read(frame);
    const { user, system } = process.cpuUsage(before);
    if (index < 0) continue;
    ms.push((user + system) / 1000);
    if (found === text) right += 1;
    else if (found !== null) wrong += 1;
  }
  return { ms, right, wrong };
}
