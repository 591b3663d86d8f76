import { EMPTY_ROOT, nodeHash } from './leaf.ts';
import { growTree } from './tree.ts';

/**
 * Reads the root of a complete subtree: number `index` (from 0) of those with 2^`level` leaves; level 0 are the leaves. Whoever
 * keeps these needs about two hashes per leaf and answers every root and proof of any size with a few dozen reads.
 */
export type Subtrees = (level: number, index: number) => Uint8Array;

/**
 * Where a store that only grows keeps a subtree's root: right behind the leaf that completes it, so that every leaf appends
 * (the order of Go's `tlog.StoredHashIndex`).
 */
export function subtreePosition(level: number, index: number): number {
  let position = level;
  for (let rest = (index + 1) * 2 ** level - 1; rest > 0; rest = Math.floor(rest / 2)) position += rest;
  return position;
}

/** The subtrees over leaves at hand, hashed once. Throws a RangeError for one that is not complete. */
export function subtreesOf(leaves: Iterable<Uint8Array>): Subtrees {
  const tree = growTree();
  const hashes: Uint8Array[] = [];
  for (const leaf of leaves) hashes.push(leaf, ...tree.add(leaf));
  return (level, index) => {
    const hash = hashes[subtreePosition(level, index)];
    if (hash === undefined) throw new RangeError('No such subtree');
    return hash;
  };
}

/** Root over the first `size` leaves. */
export function rootAt(subtrees: Subtrees, size: number): Uint8Array {
  return size === 0 ? EMPTY_ROOT : rangeRoot(subtrees, 0, size);
}

/** Root over the leaves from `low` to before `high`, a branch of the tree: `low` is a multiple of the power of two above. */
export function rangeRoot(subtrees: Subtrees, low: number, high: number): Uint8Array {
  const level = largestLevel(high - low);
  if (high - low === 2 ** level) return subtrees(level, low / 2 ** level);
  const middle = low + 2 ** level;
  return nodeHash(rangeRoot(subtrees, low, middle), rangeRoot(subtrees, middle, high));
}

/** Largest power of two below `size` (size > 1): where the tree's root splits its leaves. */
export function splitPoint(size: number): number {
  return 2 ** largestLevel(size - 1);
}

/** Exponent of the largest power of two that is not above `size` (size > 0). */
function largestLevel(size: number): number {
  let level = 0;
  while (2 ** (level + 1) <= size) level += 1;
  return level;
}
