import { sha256 } from '@noble/hashes/sha2.js';
import { equalBytes, joinBytes } from './bytes.ts';

/** Merkle tree of RFC 6962, section 2.1. Hashes are 32 bytes. */
const LEAF_PREFIX = Uint8Array.of(0);
const NODE_PREFIX = Uint8Array.of(1);

export function leafHash(bytes: Uint8Array): Uint8Array {
  return sha256.create().update(LEAF_PREFIX).update(bytes).digest();
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256.create().update(NODE_PREFIX).update(left).update(right).digest();
}

/** A growing tree that keeps only the roots of its complete subtrees, largest first: 32 bytes per set bit of its size. */
export type Tree = Readonly<{
  size: () => number;
  add: (leaf: Uint8Array) => void;
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
      let node = leaf;
      for (let rest = count; rest % 2 === 1; rest = Math.floor(rest / 2))
        node = nodeHash(peaks.pop() as Uint8Array, node);
      peaks.push(node);
      count += 1;
    },
    root() {
      const last = peaks.at(-1);
      return last === undefined
        ? sha256(new Uint8Array())
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

/** The hashes that lead from leaf `index` to the root of all `leaves`, lowest first (RFC 6962, section 2.1.1). */
export function inclusionProof(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError('No such leaf');
  const proof: Uint8Array[] = [];
  let low = 0;
  let high = leaves.length;
  while (high - low > 1) {
    const middle = low + splitPoint(high - low);
    if (index < middle) {
      proof.push(merkleRoot(leaves.slice(middle, high)));
      high = middle;
    } else {
      proof.push(merkleRoot(leaves.slice(low, middle)));
      low = middle;
    }
  }
  return proof.reverse();
}

/** True where `leaf` is number `index` of the tree of `size` leaves with that root (RFC 9162, section 2.1.3.2). */
export function verifyInclusion(
  claim: Readonly<{ leaf: Uint8Array; index: number; size: number; root: Uint8Array; proof: readonly Uint8Array[] }>,
): boolean {
  const { index, size } = claim;
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let fn = index;
  let sn = size - 1;
  let node = claim.leaf;
  for (const sibling of claim.proof) {
    if (sn === 0 || sibling.length !== 32) return false;
    if (fn % 2 === 1 || fn === sn) {
      node = nodeHash(sibling, node);
      while (fn % 2 === 0 && fn !== 0) {
        fn /= 2;
        sn = Math.floor(sn / 2);
      }
    } else node = nodeHash(node, sibling);
    fn = Math.floor(fn / 2);
    sn = Math.floor(sn / 2);
  }
  return sn === 0 && equalBytes(node, claim.root);
}

/** Largest power of two below `size` (size > 1). */
function splitPoint(size: number): number {
  return 2 ** Math.floor(Math.log2(size - 1));
}

function countOnes(value: number): number {
  let ones = 0;
  for (let rest = value; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}
