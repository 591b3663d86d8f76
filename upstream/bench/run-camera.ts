import { BenchError } from './bench-error.ts';
import type { RunJob } from './children.ts';
import { figureOf, type Figure } from './figure.ts';

const FRAMES = 40;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const lettersOf = (length: number, alphabet: string): string =>
  Array.from({ length }, (_, index) => alphabet[(index * 7 + (index >> 3)) % alphabet.length]).join('');

/** As long as the programme's own cards (version 9 to 10), and as a voucher signed with RSA (version 25). */
const CODES = [
  ['card', `GC1${lettersOf(258, LETTERS)}.ABCD`],
  ['long', lettersOf(924, `${LETTERS}${LETTERS.toLowerCase()}-_`)],
] as const;

/**
 * How surely and how fast a camera's pictures of 1280 x 720 are read, three dots to the module, turned and noisy; beside it, as the
 * limit, the same picture without any code. Throws a BenchError, also where a picture gave a text that was not in it.
 */
export async function runCamera(seed: string, run: RunJob): Promise<Figure[]> {
  const nothing = await run('camera', { seed, text: null, frames: FRAMES });
  const figures: Figure[] = [];
  for (const [name, text] of CODES) {
    const { ms, right, wrong } = await run('camera', { seed, text, frames: FRAMES });
    if (wrong > 0) throw new BenchError(`${wrong} pictures of the code "${name}" gave another text`);
    const base = { households: FRAMES } as const;
    figures.push(
      figureOf({ ...base, name: `camera-read-${name}`, unit: '%', samples: [(100 * right) / FRAMES] }),
      figureOf({ ...base, name: `camera-frame-${name}`, unit: 'ms', samples: ms, limits: nothing.ms }),
    );
  }
  return figures;
}
