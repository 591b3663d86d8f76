import type { Database } from '@signalapp/sqlcipher';
import { nodeHash } from '../../../shared/wire/leaf.ts';
import { subtreePosition, type Subtrees } from '../../../shared/wire/subtrees.ts';
import { blob } from '../store/blob.ts';

type Hash = Uint8Array<ArrayBuffer>;

/** Reads the stored tree: leaves beside their entries, the rest from `tree_node`. Throws a RangeError for what is not there. */
export function storedSubtrees(db: Database): Subtrees {
  const leaf = db.prepare('SELECT leaf FROM entry WHERE seq = ?', { pluck: true });
  const node = db.prepare('SELECT hash FROM tree_node WHERE position = ?', { pluck: true });
  return (level, index) => {
    const hash = level === 0 ? leaf.get<Hash>([index]) : node.get<Hash>([nodePosition(level, index)]);
    if (hash === undefined) throw new RangeError('No such subtree');
    // The driver gives Buffers, which compare and print otherwise.
    return new Uint8Array(hash);
  };
}

/** Adds the subtrees that entry `seq` completes; all before it must be there. The caller holds the transaction. */
export function growStoredTree(db: Database, seq: number, leaf: Uint8Array): void {
  if (seq % 2 === 0) return;
  const subtrees = storedSubtrees(db);
  const insert = db.prepare('INSERT INTO tree_node (position, hash) VALUES (?, ?)');
  let hash = leaf;
  for (let level = 0, index = seq; index % 2 === 1; level += 1, index = (index - 1) / 2) {
    hash = nodeHash(subtrees(level, index - 1), hash);
    insert.run([nodePosition(level + 1, (index - 1) / 2), blob(hash)]);
  }
}

/** True where there are as many subtrees as a log of `size` entries has. */
export function hasWholeTree(db: Database, size: number): boolean {
  let expected = 0;
  for (let pairs = Math.floor(size / 2); pairs > 0; pairs = Math.floor(pairs / 2)) expected += pairs;
  const last = db.prepare('SELECT max(position) FROM tree_node', { pluck: true }).get<number | null>() ?? null;
  return (last ?? -1) + 1 === expected;
}

/** Works the stored tree out anew from the entries, all of it or nothing. False where an entry is missing. */
export function rebuildTree(db: Database, size: number): boolean {
  if (db.prepare('SELECT count(*) FROM entry', { pluck: true }).get() !== size) return false;
  db.transaction(() => {
    db.exec('DELETE FROM tree_node');
    const leaves = db.prepare('SELECT seq, leaf FROM entry WHERE seq >= ? ORDER BY seq LIMIT 1000');
    let rows = leaves.all<{ seq: number; leaf: Hash }>([0]);
    for (; rows.length > 0; rows = leaves.all([(rows.at(-1)?.seq ?? 0) + 1]))
      for (const { seq, leaf } of rows) growStoredTree(db, seq, leaf);
  })();
  return true;
}

/** As for any store of subtrees, only that the pairs are the lowest level of this one. */
function nodePosition(level: number, index: number): number {
  return subtreePosition(level - 1, index);
}
