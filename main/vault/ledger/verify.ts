import type { Database } from '@signalapp/sqlcipher';
import { equalBytes } from '../../../shared/wire/bytes.ts';
import { leafHash } from '../../../shared/wire/leaf.ts';
import { growTree, type Tree } from '../../../shared/wire/tree.ts';
import { checkEntry, NO_LEAF, readEntry, type EntryFault } from './entry.ts';
import { readHead, readRecords, readVerified } from './entry.store.ts';

export type VerifyProgress = Readonly<{
  /** Entries found good so far, counted from the start of the log. */
  checked: number;
  size: number;
  done: boolean;
  fault?: Readonly<{ seq: number; reason: EntryFault }>;
}>;

/** Checks a log piece by piece, so that the station can go on serving between two pieces. */
export type Verifier = Readonly<{
  /** Checks up to `count` further entries. After a fault or the end it only repeats its answer. */
  step: (count: number) => VerifyProgress;
  /** The tree over everything checked so far. */
  tree: () => Tree;
}>;

export type Identity = Readonly<{ origin: string; publicKey: Uint8Array }>;

const SLICE = 500;

/** Checks everything, from the first entry. */
export function verifyAll(db: Database, identity: Identity): Verifier {
  return verifyFrom(db, identity, { tree: growTree(), leaf: NO_LEAF });
}

/**
 * Checks what came after the last verified point, and that the point itself still stands. Trusting it is safe: it lies in the
 * same authenticated database as the entries it vouches for.
 */
export function verifyNew(db: Database, identity: Identity): Verifier {
  const point = readVerified(db);
  if (point === undefined) return verifyAll(db, identity);
  const [last] = readRecords(db, point.size - 1, 1);
  if (last === undefined || !equalBytes(leafHash(last.bytes), point.leaf)) return verifyAll(db, identity);
  try {
    return verifyFrom(db, identity, { tree: growTree(point.size, point.frontier), leaf: point.leaf });
  } catch {
    return verifyAll(db, identity);
  }
}

/** Runs a verifier to its end; the first fault, if any. */
export function verifyToEnd(verifier: Verifier): VerifyProgress {
  let progress = verifier.step(SLICE);
  while (!progress.done) progress = verifier.step(SLICE);
  return progress;
}

function verifyFrom(db: Database, identity: Identity, start: Readonly<{ tree: Tree; leaf: Uint8Array }>): Verifier {
  const { tree } = start;
  let previous = start.leaf;
  let fault: VerifyProgress['fault'];
  const progress = (): VerifyProgress => {
    const size = Math.max(readHead(db).size, tree.size());
    return { checked: tree.size(), size, done: fault !== undefined || tree.size() >= size, ...(fault && { fault }) };
  };
  return {
    tree: () => tree,
    step(count) {
      if (fault !== undefined) return progress();
      const records = readRecords(db, tree.size(), count);
      if (records.length === 0 && !progress().done) fault = { seq: tree.size(), reason: 'out-of-order' };
      for (const stored of records) {
        const read = readEntry(stored.bytes, stored.signature);
        const seq = tree.size();
        const reason = read.ok
          ? equalBytes(stored.leaf, read.value.leaf)
            ? checkEntry(read.value, { ...identity, seq, previous })
            : 'wrong-leaf'
          : read.error;
        if (reason !== undefined) {
          fault = { seq, reason };
          break;
        }
        tree.add(stored.leaf);
        previous = stored.leaf;
      }
      return progress();
    },
  };
}
