import { growTree } from '../../../shared/wire/tree.ts';
import { createLeaves } from './leaves.ts';

/** Stands for an entry that could not be read; also what comes before the first one. */
export const NO_LEAF = new Uint8Array(32);

/** The leaves of a log as far as they were read, and the tree over them. `wanted`: sizes at which the root is asked for. */
export function createLogStore(wanted: ReadonlySet<number>) {
  const leaves = createLeaves();
  const tree = growTree();
  const roots = new Map<number, Uint8Array>();
  let whole = true;
  return {
    add(seq: number, leaf: Uint8Array): void {
      // Unread entries leave holes, so that numbers stay numbers.
      while (leaves.size() < seq) leaves.push(NO_LEAF);
      leaves.push(leaf);
      if (!whole) return;
      tree.add(leaf);
      if (wanted.has(tree.size())) roots.set(tree.size(), tree.root());
    },
    /** Something is missing or in the wrong place: from here on there is no tree. */
    spoil(): void {
      whole = false;
    },
    isWhole: () => whole && leaves.size() > 0,
    size: () => leaves.size(),
    leaf: leaves.at,
    /** Root of the first `size` entries; undefined where they are not all there. Quick for the sizes that were wanted. */
    root(size: number): Uint8Array | undefined {
      if (!whole || size > tree.size()) return undefined;
      const known = size === tree.size() ? tree.root() : roots.get(size);
      if (known !== undefined) return known;
      const smaller = growTree();
      for (let seq = 0; seq < size; seq += 1) smaller.add(leaves.at(seq) ?? NO_LEAF);
      return smaller.root();
    },
  };
}
export type LogStore = ReturnType<typeof createLogStore>;
