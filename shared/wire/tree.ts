import { joinBytes } from './bytes.ts';
import { EMPTY_ROOT, nodeHash } from './leaf.ts';

/** A growing tree that keeps only the roots of its complete subtrees, largest first: 32 bytes per set bit of its size. */
export type Tree = Readonly<{
  size: () => number;
  /**
   * Adds a leaf. Answers the roots of the subtrees that are complete with it, of 2, 4, 8, … leaves: what a store of subtrees
   * (`Subtrees`) has to keep.
   */
  add: (leaf: Uint8Array) => Uint8Array[];
  root: () => Uint8Array;
  /** The complete subtrees' roots, joined: with `size` all that is needed to go on later. */
  frontier: () => Uint8Array;
}>;

/** An empty tree, or one resumed from a stored size and frontier. Throws a RangeError where they do not fit each other. */
export function growTree(size = 0, frontier: Uint8Array = new Uint8Array()): Tree {
  const peaks: Uint8Array[] = [];
  for (let offset = 0; offset < frontier.length; offset += 32) peaks.push(frontier.slice(offset, offset + 32));
  if (frontier.length % 32 !== 0 || peaks.length !== countOnes(size))
    throw new RangeError('Frontier does not fit the size');
  let count = size;
  return {
    size: () => count,
    add(leaf) {
      const completed: Uint8Array[] = [];
      let node = leaf;
      for (let rest = count; rest % 2 === 1; rest = Math.floor(rest / 2)) {
        node = nodeHash(peaks.pop() as Uint8Array, node);
        completed.push(node);
      }
      peaks.push(node);
      count += 1;
      return completed;
    },
    root() {
      const last = peaks.at(-1);
      return last === undefined
        ? EMPTY_ROOT
        : peaks.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
    },
    frontier: () => joinBytes(...peaks),
  };
}

export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  const tree = growTree();
  for (const leaf of leaves) tree.add(leaf);
  return tree.root();
}

function countOnes(value: number): number {
  let ones = 0;
  for (let rest = value; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}
