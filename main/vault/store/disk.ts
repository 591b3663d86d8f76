import fs from 'node:fs';
import { dirname } from 'node:path';

/**
 * The few file operations that durability rests on. Passed in, so that a test can break each of them. Errors are thrown as
 * Node gives them (`code` ENOSPC, EIO, …). Offsets and lengths in bytes.
 */
export type Disk = Readonly<{
  exists: (path: string) => boolean;
  /** The whole file; throws a RangeError where it is larger than `maximumBytes`. */
  read: (path: string, maximumBytes: number) => Uint8Array;
  /** Opens for reading and writing, creating the file where it is missing; only the owner may read it. */
  open: (path: string) => number;
  close: (file: number) => void;
  size: (file: number) => number;
  /** May write less than asked, as the system call does. */
  write: (file: number, bytes: Uint8Array, position: number) => number;
  truncate: (file: number, length: number) => void;
  syncData: (file: number) => void;
  rename: (from: string, to: string) => void;
  remove: (path: string) => void;
  /** Makes creations and renames in the folder durable. */
  syncFolder: (path: string) => void;
}>;

export const nodeDisk: Disk = {
  exists: (path) => fs.existsSync(path),
  read(path, maximumBytes) {
    if (fs.statSync(path).size > maximumBytes) throw new RangeError('File is larger than allowed');
    return fs.readFileSync(path);
  },
  open: (path) => fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_CREAT, 0o600),
  close: (file) => fs.closeSync(file),
  size: (file) => fs.fstatSync(file).size,
  write: (file, bytes, position) => fs.writeSync(file, bytes, 0, bytes.length, position),
  truncate: (file, length) => fs.ftruncateSync(file, length),
  syncData: (file) => fs.fdatasyncSync(file),
  rename: (from, to) => fs.renameSync(from, to),
  remove: (path) => fs.rmSync(path, { force: true }),
  syncFolder(path) {
    // Windows cannot open a folder; its renames are durable with the file system's own journal.
    if (process.platform === 'win32') return;
    const folder = fs.openSync(path, 'r');
    try {
      fs.fsyncSync(folder);
    } finally {
      fs.closeSync(folder);
    }
  },
};

/** A file that a person chose; undefined where it is larger than allowed or cannot be read: then it is nothing we know. */
export function readFileBounded(disk: Disk, path: string, maximumBytes: number): Uint8Array | undefined {
  try {
    return disk.read(path, maximumBytes);
  } catch {
    return undefined;
  }
}

/** Writes all bytes, however many system calls that takes. Throws where the disk takes none any more. */
export function writeAll(disk: Disk, file: number, bytes: Uint8Array, position: number): void {
  let done = 0;
  while (done < bytes.length) {
    const written = disk.write(file, bytes.subarray(done), position + done);
    if (written <= 0) throw Object.assign(new Error('The disk takes no more bytes'), { code: 'ENOSPC' });
    done += written;
  }
}

/** Replaces a file at once or not at all: written beside it, synced, renamed, folder synced. */
export function replaceFile(disk: Disk, path: string, bytes: Uint8Array): void {
  const beside = `${path}.new`;
  try {
    const file = disk.open(beside);
    try {
      disk.truncate(file, 0);
      writeAll(disk, file, bytes, 0);
      disk.syncData(file);
    } finally {
      disk.close(file);
    }
    disk.rename(beside, path);
  } catch (thrown) {
    removeQuietly(disk, beside);
    throw thrown;
  }
  disk.syncFolder(dirname(path));
}

/** A file written piece by piece that appears under its name only when it is whole. */
export type GrowingFile = Readonly<{
  append: (bytes: Uint8Array) => void;
  /** Makes it durable and gives it its name. */
  keep: () => void;
  /** Leaves nothing behind. */
  drop: () => void;
}>;

/** Throws what the disk throws, as do `append` and `keep`; `drop` is to follow then. */
export function growFile(disk: Disk, path: string): GrowingFile {
  const partial = `${path}.part`;
  const file = disk.open(partial);
  let isOpen = true;
  let position = 0;
  const close = (): void => {
    if (isOpen) disk.close(file);
    isOpen = false;
  };
  disk.truncate(file, 0);
  return {
    append(bytes) {
      writeAll(disk, file, bytes, position);
      position += bytes.length;
    },
    keep() {
      disk.syncData(file);
      close();
      disk.rename(partial, path);
      disk.syncFolder(dirname(path));
    },
    drop() {
      close();
      removeQuietly(disk, partial);
    },
  };
}

function removeQuietly(disk: Disk, path: string): void {
  try {
    disk.remove(path);
  } catch {
    // A left-over is overwritten the next time.
  }
}
