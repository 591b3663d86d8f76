import { encode } from 'uqr';
import type { Frame } from './frame.ts';

/** What a camera might see: a code printed on white paper, lying on a desk. */
export type Scene = Readonly<{
  width: number;
  height: number;
  /** Null for a desk with nothing on it. */
  text: string | null;
  dotsPerModule: number;
  /** Turned by this much. */
  degrees: number;
  /** Standard deviation of each dot's noise, of 255. */
  noise: number;
}>;

const DESK = 150;
const PAPER = 235;
const INK = 35;
/** Of white on every side, in modules: what ISO/IEC 18004 asks for. */
const QUIET = 4;
/** Looks per dot, each way, so that edges between dots come out grey. */
const FINE = 3;

/** Draws a scene in grey, a little out of focus (1-2-1 over the dots, a lens's blur of 0.7 dots). `unit`: numbers in [0, 1). */
export function drawScene(scene: Scene, unit: () => number): Frame {
  const { width, height } = scene;
  const grey = soften(sharp(scene), width, height);
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < grey.length; at += 1) {
    const seen = scene.noise === 0 ? grey[at]! : grey[at]! + scene.noise * gaussian(unit);
    data.fill(seen, at * 4, at * 4 + 3);
    data[at * 4 + 3] = 255;
  }
  return { data, width, height };
}

function sharp({ width, height, text, dotsPerModule, degrees }: Scene): Float32Array {
  const grey = new Float32Array(width * height).fill(DESK);
  if (text === null) return grey;
  const { data, size } = encode(text, { ecc: 'M', boostEcc: false, border: QUIET });
  const cos = Math.cos((degrees * Math.PI) / 180) / dotsPerModule;
  const sin = Math.sin((degrees * Math.PI) / 180) / dotsPerModule;
  const radius = (size * dotsPerModule) / Math.SQRT2 + 1;
  for (let at = 0; at < grey.length; at += 1) {
    if (Math.hypot((at % width) - width / 2, Math.floor(at / width) - height / 2) > radius) continue;
    let sum = 0;
    for (let fine = 0; fine < FINE * FINE; fine += 1) {
      const x = (at % width) + ((fine % FINE) + 0.5) / FINE - width / 2;
      const y = Math.floor(at / width) + (Math.floor(fine / FINE) + 0.5) / FINE - height / 2;
      const dark = data[Math.floor(y * cos - x * sin + size / 2)]?.[Math.floor(x * cos + y * sin + size / 2)];
      sum += dark === undefined ? DESK : dark ? INK : PAPER;
    }
    grey[at] = sum / (FINE * FINE);
  }
  return grey;
}

function soften(sharply: Float32Array, width: number, height: number): Float32Array {
  const along = blurred(sharply, 1, (at) => at % width, width);
  return blurred(along, width, (at) => Math.floor(at / width), height);
}

function blurred(grey: Float32Array, step: number, placeOf: (at: number) => number, places: number): Float32Array {
  return grey.map((own, at) => {
    const place = placeOf(at);
    const before = place === 0 ? own : grey[at - step]!;
    const after = place === places - 1 ? own : grey[at + step]!;
    return (before + 2 * own + after) / 4;
  });
}

/** Box-Muller. */
function gaussian(unit: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
}
