import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { err, ok, type Result } from '../../../shared/result.ts';

/** Cycle packages as files, each named by its SHA-256 (hex) and never changed. */
export type PackageFiles = Readonly<{
  /** Copies a file in; `damaged` where it has not that hash. Once it answers the copy is on the disk. */
  add: (path: string, sha256: string) => Promise<Result<void, 'damaged'>>;
  /** Its size in bytes, or undefined where it is not here. */
  size: (sha256: string) => Promise<number | undefined>;
  /** Bytes from `start` to `end`, both included. */
  read: (sha256: string, start: number, end: number) => ReadStream;
}>;

export function packageFiles(folder: string): PackageFiles {
  const pathOf = (sha256: string): string => join(folder, sha256);
  return {
    async add(path, sha256) {
      await mkdir(folder, { recursive: true });
      const copy = `${pathOf(sha256)}.new`;
      await copyFile(path, copy);
      const hash = createHash('sha256');
      await pipeline(createReadStream(copy), hash);
      if (hash.digest('hex') !== sha256) {
        await rm(copy);
        return err('damaged');
      }
      const file = await open(copy, 'r+');
      try {
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(copy, pathOf(sha256));
      return ok(undefined);
    },
    async size(sha256) {
      const found = await stat(pathOf(sha256)).catch(() => undefined);
      return found?.size;
    },
    read: (sha256, start, end) => createReadStream(pathOf(sha256), { start, end }),
  };
}
