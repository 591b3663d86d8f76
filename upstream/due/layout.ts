/** Bounds of a `.due` file (shared/wire/due.ts). Every reader checks them before it allocates. */
export const DUE_BOUNDS = {
  fileBytes: 256 * 1024 ** 2,
  /** All that comes out of the gzip stream. */
  unpackedBytes: 1024 ** 3,
  /** The first line, newline included. */
  headBytes: 64 * 1024,
} as const;

export const DUE_SUFFIX = '.due';
