import { PART_NAMES, type PackageManifest } from '../documents.ts';

/** Bounds of a cycle package. Every reader checks them before it allocates; every writer keeps them. */
export const PACKAGE_BOUNDS = {
  /** The encrypted file. */
  fileBytes: 8 * 1024 ** 3,
  /** All that comes out of the gzip stream. */
  unpackedBytes: 16 * 1024 ** 3,
  /** `manifest.json` with its envelope. */
  manifestBytes: 64 * 1024 ** 2,
  /** `<name>.cycle.sig`. */
  signatureBytes: 16 * 1024,
  /** One line of an NDJSON part, newline excluded. */
  lineBytes: 256 * 1024,
  /** Parts that are one JSON document. */
  operatorsBytes: 4 * 1024 ** 2,
  policyBytes: 1024 ** 2,
  trustBytes: 128 * 1024 ** 2,
  photoBytes: 512 * 1024,
  /** The roll never packs this tightly; a larger ratio is a bomb. */
  unpackRatio: 200,
  /** Below this size the ratio says nothing. */
  ratioFreeBytes: 64 * 1024 ** 2,
} as const;

export const MANIFEST_NAME = 'manifest.json';
export const PHOTO_FOLDER = 'photos/';
export const SIGNATURE_SUFFIX = '.sig';

const BLOCK = 512;
/** Two empty blocks end a tar (POSIX.1-1988 ustar). */
const TAR_END_BYTES = 2 * BLOCK;

export type ManifestPart = PackageManifest['parts'][number];

/** Bytes of a tar with exactly these entries: one header block each, content padded to blocks, the end. */
export function tarBytes(entries: readonly number[]): number {
  return entries.reduce((sum, bytes) => sum + BLOCK + Math.ceil(bytes / BLOCK) * BLOCK, TAR_END_BYTES);
}

/** True where the parts are the six named ones in their order, then photos with plain names, each once. */
export function arePartsInOrder(parts: readonly ManifestPart[]): boolean {
  if (!PART_NAMES.every((name, index) => parts[index]?.name === name)) return false;
  const photos = parts.slice(PART_NAMES.length).map(({ name }) => name);
  return (
    photos.every((name) => /^photos\/[a-z0-9-]{1,64}\.(?:png|jpg)$/.test(name)) &&
    new Set(photos).size === photos.length
  );
}
