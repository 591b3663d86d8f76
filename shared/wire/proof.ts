import { equalBytes } from './bytes.ts';
import { EMPTY_ROOT, nodeHash } from './leaf.ts';
import { rangeRoot, splitPoint, type Subtrees } from './subtrees.ts';

/** Proofs over the Merkle tree of RFC 6962: lists of hashes of 32 bytes, about as many as the size has binary digits. */
export type InclusionClaim = Readonly<{
  leaf: Uint8Array;
  index: number;
  size: number;
  root: Uint8Array;
  proof: readonly Uint8Array[];
}>;
export type ConsistencyClaim = Readonly<{
  fromSize: number;
  fromRoot: Uint8Array;
  toSize: number;
  toRoot: Uint8Array;
  proof: readonly Uint8Array[];
}>;

/** The hashes that lead from leaf `index` to the root of the first `size` leaves, lowest first (RFC 6962, section 2.1.1). */
export function inclusionProof(subtrees: Subtrees, index: number, size: number): Uint8Array[] {
  if (!isCount(index) || !isCount(size) || index >= size) throw new RangeError('No such leaf');
  const proof: Uint8Array[] = [];
  let low = 0;
  let high = size;
  while (high - low > 1) {
    const middle = low + splitPoint(high - low);
    if (index < middle) {
      proof.push(rangeRoot(subtrees, middle, high));
      high = middle;
    } else {
      proof.push(rangeRoot(subtrees, low, middle));
      low = middle;
    }
  }
  return proof.reverse();
}

/**
 * The hashes that show the first `from` leaves to be the beginning of the first `to` (RFC 6962, section 2.1.2). Empty where
 * nothing is to be shown: from nothing, or from the same size.
 */
export function consistencyProof(subtrees: Subtrees, from: number, to: number): Uint8Array[] {
  if (!isCount(from) || !isCount(to) || from > to) throw new RangeError('No such sizes');
  const proof: Uint8Array[] = [];
  if (from === 0) return proof;
  let low = 0;
  let high = to;
  while (high > from) {
    const middle = low + splitPoint(high - low);
    if (from <= middle) {
      proof.push(rangeRoot(subtrees, middle, high));
      high = middle;
    } else {
      proof.push(rangeRoot(subtrees, low, middle));
      low = middle;
    }
  }
  // Whoever checks knows the old root already; any other start of the way up has to be told.
  if (low > 0) proof.push(rangeRoot(subtrees, low, high));
  return proof.reverse();
}

/** True where `leaf` is number `index` of the tree of `size` leaves with that root (RFC 9162, section 2.1.3.2). */
export function verifyInclusion({ leaf, index, size, root, proof }: InclusionClaim): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes(proof)) return false;
  let node = leaf;
  const end = climb(index, size - 1, proof, (sibling, isLeft) => {
    node = isLeft ? nodeHash(sibling, node) : nodeHash(node, sibling);
  });
  return end && equalBytes(node, root);
}

/** True where the tree of `fromSize` leaves is the beginning of that of `toSize` (RFC 9162, section 2.1.4.2). */
export function verifyConsistency({ fromSize, fromRoot, toSize, toRoot, proof }: ConsistencyClaim): boolean {
  if (!isCount(fromSize) || !isCount(toSize) || fromSize > toSize || !areHashes(proof)) return false;
  if (fromSize === toSize) return proof.length === 0 && equalBytes(fromRoot, toRoot);
  if (fromSize === 0) return proof.length === 0 && equalBytes(fromRoot, EMPTY_ROOT);
  let first = fromSize - 1;
  let last = toSize - 1;
  while (first % 2 === 1) {
    first = half(first);
    last = half(last);
  }
  // Where the old tree is one complete subtree its root is where both ways up begin.
  const [start, ...rest] = first === 0 ? [fromRoot, ...proof] : proof;
  if (start === undefined) return false;
  let fromNode = start;
  let toNode = start;
  const end = climb(first, last, rest, (sibling, isLeft) => {
    if (isLeft) fromNode = nodeHash(sibling, fromNode);
    toNode = isLeft ? nodeHash(sibling, toNode) : nodeHash(toNode, sibling);
  });
  return end && equalBytes(fromNode, fromRoot) && equalBytes(toNode, toRoot);
}

/** Walks from node `index` of a level whose last is `last` up to the root; false where the proof is too short or too long. */
function climb(
  index: number,
  last: number,
  proof: readonly Uint8Array[],
  join: (sibling: Uint8Array, isLeft: boolean) => void,
): boolean {
  let node = index;
  let end = last;
  for (const sibling of proof) {
    if (end === 0) return false;
    const isLeft = node % 2 === 1 || node === end;
    join(sibling, isLeft);
    // The last node of a level without a partner rises until it has one.
    const levels = isLeft ? 1 + trailingZeros(node) : 1;
    node = Math.floor(node / 2 ** levels);
    end = Math.floor(end / 2 ** levels);
  }
  return end === 0;
}

function areHashes(proof: readonly Uint8Array[]): boolean {
  return proof.every((hash) => hash.length === 32);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

/** How often the value can be halved; never for 0. */
function trailingZeros(value: number): number {
  let zeros = 0;
  for (let rest = value; rest !== 0 && rest % 2 === 0; rest /= 2) zeros += 1;
  return zeros;
}

function half(value: number): number {
  return Math.floor(value / 2);
}
