import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { CLAIM_LIMITS } from '../../../shared/domain/reimbursement.ts';
import { utf8Bytes } from '../../../shared/wire/bytes.ts';
import { deriveKey, seal, SEAL_BYTES, unseal } from '../crypto/aead.ts';
import type { VaultPorts } from '../session/ports.ts';
import { replaceFile } from '../store/disk.ts';

const FOLDER = 'documents';

/**
 * Supporting documents, each a file of its own under the vault's folder: sealed with a key of the station's, named by the SHA-256 of
 * what it holds and bound to that name. They are kept out of the ledger's database, which is checked page by page at a start.
 */
export type DocumentFiles = Readonly<{
  /** Keeps a document; durable once it answers. Answers its SHA-256, hex. Throws what the disk throws. */
  put: (bytes: Uint8Array) => string;
  /** Undefined where it is missing or damaged. */
  get: (sha256: string) => Uint8Array | undefined;
  remove: (sha256: string) => void;
}>;

export function documentFiles(
  { disk, makeFolder, random }: Pick<VaultPorts, 'disk' | 'makeFolder' | 'random'>,
  vaultFolder: string,
  stationKey: Uint8Array,
): DocumentFiles {
  const folder = join(vaultFolder, FOLDER);
  const key = deriveKey(stationKey, 'tallypoint documents v1');
  const pathOf = (sha256: string): string => join(folder, `${sha256}.sealed`);
  return {
    put(bytes) {
      const sha256 = hashOf(bytes);
      makeFolder(folder);
      replaceFile(disk, pathOf(sha256), seal(key, bytes, utf8Bytes(sha256), random));
      return sha256;
    },
    get(sha256) {
      const path = pathOf(sha256);
      if (!disk.exists(path)) return undefined;
      const bytes = unseal(key, disk.read(path, CLAIM_LIMITS.documentBytes + SEAL_BYTES), utf8Bytes(sha256));
      return bytes !== undefined && hashOf(bytes) === sha256 ? bytes : undefined;
    },
    remove: (sha256) => disk.remove(pathOf(sha256)),
  };
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
