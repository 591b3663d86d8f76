import { createHash } from 'node:crypto';

/**
 * A seeded stream of randomness for invented data: the same seed gives the same numbers on every machine and for ever,
 * which is why it is written out here instead of following a package's versions. Never for keys or secrets.
 */
export type Random = Readonly<{
  /** 32 random bits, unsigned. */
  bits: () => number;
  /** Real number in [0, 1). */
  unit: () => number;
  /** Integer in [0, bound). */
  below: (bound: number) => number;
  /** Integer in [least, most]. */
  between: (least: number, most: number) => number;
  /** True with the given probability. */
  chance: (probability: number) => boolean;
  /** Every element equally often. */
  pick: <T>(list: readonly T[]) => T;
  /** Early elements more often than late ones, as with names: the first of 25 is drawn about 6 times as often as the last. */
  pickCommon: <T>(list: readonly T[]) => T;
}>;

/** Four 32-bit words of a text seed; hash once, then branch with `streamOf`. */
export type Seed = readonly [number, number, number, number];

export function seedOf(text: string): Seed {
  const digest = createHash('sha256').update(text, 'utf8').digest();
  return [digest.readUInt32LE(0), digest.readUInt32LE(4), digest.readUInt32LE(8), digest.readUInt32LE(12)];
}

/**
 * An independent stream for one thing (`index`) and one purpose, so that a household's family, card and portraits can
 * each be drawn again alone, in any order. Generator: sfc32 of PractRand (public domain, Chris Doty-Humphrey).
 */
export function streamOf(seed: Seed, purpose: number, index: number): Random {
  let a = seed[0] ^ Math.imul(index + 1, 0x9e3779b1);
  let b = seed[1] ^ Math.imul(purpose + 1, 0x85ebca6b);
  let c = seed[2] ^ index;
  let counter = seed[3] | 1;
  const bits = (): number => {
    const mixed = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + mixed) | 0;
    return mixed >>> 0;
  };
  for (let round = 0; round < 15; round += 1) bits();
  const unit = (): number => bits() / 0x1_0000_0000;
  const below = (bound: number): number => Math.floor(unit() * bound);
  const at = <T>(list: readonly T[], place: number): T => {
    const found = list[place];
    if (found === undefined) throw new Error('a random choice needs a list that is not empty');
    return found;
  };
  return {
    bits,
    unit,
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (probability) => unit() < probability,
    pick: (list) => at(list, below(list.length)),
    pickCommon: (list) => at(list, Math.floor(unit() ** 1.6 * list.length)),
  };
}
