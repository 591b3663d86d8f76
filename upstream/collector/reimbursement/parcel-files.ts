import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok, type Result } from '../../../shared/result.ts';

/** Sealed claim files, each named by its SHA-256 (hex); one that is not whole yet ends in `.part`. */
export type ParcelFiles = Readonly<{
  /** Bytes that are there, and whether those are all. */
  size: (sha256: string) => Promise<Readonly<{ size: number; whole: boolean }>>;
  /**
   * Adds bytes behind the first `from`, of `of` in all; durable once it answers. `rewind`: another size is there. `busy`: somebody
   * else is adding. `damaged`: all are there, and have not that hash; nothing is kept of them.
   */
  add: (
    sha256: string,
    piece: Readonly<{ bytes: Uint8Array; from: number; of: number }>,
  ) => Promise<Result<Readonly<{ size: number; whole: boolean }>, 'rewind' | 'busy' | 'damaged'>>;
  read: (sha256: string) => Promise<Uint8Array | undefined>;
}>;

export function parcelFiles(folder: string): ParcelFiles {
  const pathOf = (sha256: string): string => join(folder, sha256);
  const partOf = (sha256: string): string => `${pathOf(sha256)}.part`;
  const bytesAt = async (path: string): Promise<number | undefined> => (await stat(path).catch(() => undefined))?.size;
  const busy = new Set<string>();

  async function size(sha256: string): Promise<Readonly<{ size: number; whole: boolean }>> {
    const whole = await bytesAt(pathOf(sha256));
    return whole === undefined
      ? { size: (await bytesAt(partOf(sha256))) ?? 0, whole: false }
      : { size: whole, whole: true };
  }

  async function append(sha256: string, bytes: Uint8Array, from: number): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = await open(partOf(sha256), 'a', 0o600);
    try {
      // What an interrupted write left behind its end was not counted, and is written again.
      await file.truncate(from);
      await file.appendFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  return {
    size,
    async add(sha256, { bytes, from, of }) {
      if (busy.has(sha256)) return err('busy');
      busy.add(sha256);
      try {
        const known = await size(sha256);
        if (known.whole) return ok(known);
        if (known.size !== from || from + bytes.length > of) return err('rewind');
        await append(sha256, bytes, from);
        if (from + bytes.length < of) return ok({ size: from + bytes.length, whole: false });
        const hash = createHash('sha256')
          .update(await readFile(partOf(sha256)))
          .digest('hex');
        if (hash !== sha256) {
          await rm(partOf(sha256));
          return err('damaged');
        }
        await rename(partOf(sha256), pathOf(sha256));
        return ok({ size: of, whole: true });
      } finally {
        busy.delete(sha256);
      }
    },
    async read(sha256) {
      const { whole } = await size(sha256);
      return whole ? new Uint8Array(await readFile(pathOf(sha256))) : undefined;
    },
  };
}
