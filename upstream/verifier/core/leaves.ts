/** Leaf hashes by entry number, packed: 32 bytes an entry. */
export type Leaves = Readonly<{
  size: () => number;
  push: (leaf: Uint8Array) => void;
  at: (index: number) => Uint8Array | undefined;
}>;

const BYTES = 32;

export function createLeaves(): Leaves {
  let store = new Uint8Array(BYTES * 1024);
  let count = 0;
  return {
    size: () => count,
    push(leaf) {
      if ((count + 1) * BYTES > store.length) {
        const larger = new Uint8Array(store.length * 2);
        larger.set(store);
        store = larger;
      }
      store.set(leaf, count * BYTES);
      count += 1;
    },
    at: (index) => (index >= 0 && index < count ? store.slice(index * BYTES, (index + 1) * BYTES) : undefined),
  };
}
