import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_ROOT, leafHash, nodeHash } from './leaf.ts';
import { consistencyProof, inclusionProof, verifyConsistency, verifyInclusion } from './proof.ts';
import { rootAt, subtreePosition, subtreesOf } from './subtrees.ts';
import { growTree, merkleRoot } from './tree.ts';

/** Sections 2.1 to 2.1.2 of RFC 6962 word for word: slow, and unlike the code under test in every way. */
function naiveRoot(leaves: readonly Uint8Array[]): Uint8Array {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  const k = naiveSplit(leaves.length);
  return nodeHash(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}
function naivePath(m: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return [];
  const k = naiveSplit(leaves.length);
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
}
function naiveSubproof(m: number, leaves: readonly Uint8Array[], known: boolean): Uint8Array[] {
  if (m === leaves.length) return known ? [] : [naiveRoot(leaves)];
  const k = naiveSplit(leaves.length);
  return m <= k
    ? [...naiveSubproof(m, leaves.slice(0, k), known), naiveRoot(leaves.slice(k))]
    : [...naiveSubproof(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
}
function naiveSplit(size: number): number {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
}

const SIZES = 70;
/** Up to here every proof is also spoilt in every way: all shapes of the last branches are among them. */
const SPOILT_SIZES = 34;
const leaves = Array.from({ length: SIZES }, (_none, index) => leafHash(Uint8Array.of(index)));
const roots = Array.from({ length: SIZES + 1 }, (_none, size) => naiveRoot(leaves.slice(0, size)));
const subtrees = subtreesOf(leaves);
const rootOf = (size: number): Uint8Array => roots[size] as Uint8Array;

function flip(hash: Uint8Array, bit: number): Uint8Array {
  const changed = hash.slice();
  changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
  return changed;
}

/** A proof with one thing wrong with it, in every way that keeps it a list of hashes. */
function* spoilt(proof: readonly Uint8Array[]): Generator<Uint8Array[]> {
  for (const [at, hash] of proof.entries()) {
    yield proof.with(at, flip(hash, (at * 37) % 256));
    yield proof.with(at, hash.subarray(0, 31));
    yield proof.toSpliced(at, 1);
    yield proof.toSpliced(at, 0, hash);
    const next = proof[at + 1];
    if (next !== undefined) yield proof.toSpliced(at, 2, next, hash);
  }
  yield [...proof, leafHash(Uint8Array.of())];
  yield [leafHash(Uint8Array.of()), ...proof];
}

describe('tree', () => {
  it('is the same grown, resumed from its frontier, read from its subtrees, and worked out plainly', () => {
    for (let size = 0; size <= SIZES; size += 1) {
      const half = growTree();
      for (const leaf of leaves.slice(0, size >> 1)) half.add(leaf);
      const resumed = growTree(half.size(), half.frontier());
      for (const leaf of leaves.slice(size >> 1, size)) resumed.add(leaf);
      expect(resumed.root()).toEqual(rootOf(size));
      expect(rootAt(subtrees, size)).toEqual(rootOf(size));
    }
    expect(() => growTree(3, new Uint8Array(32))).toThrow(RangeError);
    expect(() => rootAt(subtrees, SIZES + 1)).toThrow(RangeError);
  });

  it('gives every subtree a place of its own, right behind the leaf that completes it', () => {
    const places: number[] = [];
    for (let leaf = 0; leaf < 1000; leaf += 1) {
      places.push(subtreePosition(0, leaf));
      for (let level = 1; (leaf + 1) % 2 ** level === 0; level += 1)
        places.push(subtreePosition(level, (leaf + 1) / 2 ** level - 1));
    }
    expect(places).toEqual(places.map((_none, position) => position));
  });
});

describe('inclusion', () => {
  it('is proved for every leaf of every size as the RFC says, and for nothing else', () => {
    for (let size = 1; size <= SIZES; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(subtrees, index, size);
        expect(proof).toEqual(naivePath(index, leaves.slice(0, size)));
        const claim = { leaf: leaves[index] as Uint8Array, index, size, root: rootOf(size), proof };
        expect(verifyInclusion(claim)).toBe(true);
        if (size > SPOILT_SIZES) continue;
        const changes = [
          ...[...spoilt(proof)].map((changed) => ({ proof: changed })),
          ...[index - 1, index + 1, size, -1, 0.5].map((other) => ({ index: other })),
          ...[0, -1, NaN, 2 ** 53].map((other) => ({ size: other })),
          ...[0, 100, 255].flatMap((bit) => [{ leaf: flip(claim.leaf, bit) }, { root: flip(claim.root, bit) }]),
        ];
        expect(changes.filter((change) => verifyInclusion({ ...claim, ...change }))).toEqual([]);
      }
    }
  });

  it('is refused where there is no such leaf', () => {
    for (const [index, size] of [
      [3, 3],
      [-1, 3],
      [0, 0],
      [0.5, 3],
    ] as const)
      expect(() => inclusionProof(subtrees, index, size)).toThrow(RangeError);
    expect(() => inclusionProof(subtrees, 0, SIZES + 1)).toThrow(RangeError);
  });
});

describe('consistency', () => {
  it('is proved for every two sizes as the RFC says, and for nothing else', () => {
    for (let to = 0; to <= SIZES; to += 1) {
      for (let from = 0; from <= to; from += 1) {
        const proof = consistencyProof(subtrees, from, to);
        expect(proof).toEqual(from === 0 ? [] : naiveSubproof(from, leaves.slice(0, to), true));
        const claim = { fromSize: from, fromRoot: rootOf(from), toSize: to, toRoot: rootOf(to), proof };
        expect(verifyConsistency(claim)).toBe(true);
        if (to > SPOILT_SIZES) continue;
        const believed = [...spoilt(proof)].filter((changed) => verifyConsistency({ ...claim, proof: changed }));
        expect(believed).toEqual([]);
        for (const bit of [0, 100, 255]) {
          expect(verifyConsistency({ ...claim, fromRoot: flip(claim.fromRoot, bit) })).toBe(false);
          // From nothing to anything there is nothing to prove.
          expect(verifyConsistency({ ...claim, toRoot: flip(claim.toRoot, bit) })).toBe(from === 0 && to > 0);
        }
      }
    }
  });

  it('is refused for a log that was changed before the older size, or shortened', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: SIZES - 1 }), fc.nat(), fc.nat(), (from, growth, place) => {
        const to = from + 1 + (growth % (SIZES - from));
        const other = subtreesOf(leaves.with(place % from, leafHash(Uint8Array.of(255, 255))));
        const proof = consistencyProof(other, from, to);
        const claim = { fromSize: from, fromRoot: rootOf(from), toSize: to, toRoot: rootAt(other, to), proof };
        expect(verifyConsistency(claim)).toBe(false);
        expect(verifyConsistency({ ...claim, fromSize: to, toSize: from })).toBe(false);
      }),
    );
  });

  it('is refused for sizes that are none', () => {
    expect(() => consistencyProof(subtrees, 4, 3)).toThrow(RangeError);
    expect(() => consistencyProof(subtrees, -1, 3)).toThrow(RangeError);
    const claim = {
      fromSize: 3,
      fromRoot: rootOf(3),
      toSize: 5,
      toRoot: rootOf(5),
      proof: consistencyProof(subtrees, 3, 5),
    };
    for (const size of [-1, 0.5, NaN, 2 ** 53]) {
      expect(verifyConsistency({ ...claim, fromSize: size })).toBe(false);
      expect(verifyConsistency({ ...claim, toSize: size })).toBe(false);
    }
  });
});

describe('a large log', () => {
  const many = Array.from({ length: 30_000 }, (_none, index) => leafHash(Uint8Array.of(index, index >> 8)));
  let reads = 0;
  const stored = subtreesOf(many);
  const counted: typeof stored = (level, index) => {
    reads += 1;
    return stored(level, index);
  };

  it('proves with few reads, and agrees with the tree grown leaf by leaf', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: many.length }), fc.nat(), fc.nat(), (size, place, earlier) => {
        const index = place % size;
        const from = 1 + (earlier % size);
        reads = 0;
        const inclusion = inclusionProof(counted, index, size);
        const consistency = consistencyProof(counted, from, size);
        const [fromRoot, root] = [rootAt(counted, from), rootAt(counted, size)];
        expect(reads).toBeLessThan(200);
        expect(verifyInclusion({ leaf: many[index] as Uint8Array, index, size, root, proof: inclusion })).toBe(true);
        expect(verifyConsistency({ fromSize: from, fromRoot, toSize: size, toRoot: root, proof: consistency })).toBe(
          true,
        );
      }),
      { examples: [[many.length, 0, 16_383]] },
    );
    expect(rootAt(stored, many.length)).toEqual(merkleRoot(many));
  });
});
