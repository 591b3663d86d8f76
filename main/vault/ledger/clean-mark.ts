import { join, dirname } from 'node:path';
import { toHex, utf8Bytes } from '../../../shared/wire/bytes.ts';
import { replaceFile, type Disk } from '../store/disk.ts';
import { storageTrouble } from '../store/errors.ts';

/**
 * A file that is there only between an orderly close and the next opening: then the database was folded into one file and
 * synced, and whatever a crash can do to it has not happened. It names the newest entry, so that it vouches for no other file.
 */
const NAME = 'ledger.clean';
const MAXIMUM_BYTES = 64;

/** The leaf (hex) of the newest entry at the orderly close, or undefined where the last stop was none. */
export function readCleanMark(disk: Disk, directory: string): string | undefined {
  const path = join(directory, NAME);
  // An orderly close leaves no write-ahead log.
  if (!disk.exists(path) || disk.exists(join(directory, 'ledger.db-wal'))) return undefined;
  try {
    return Buffer.from(disk.read(path, MAXIMUM_BYTES)).toString('latin1');
  } catch (thrown) {
    if (storageTrouble(thrown) !== undefined) throw thrown;
    return undefined;
  }
}

/**
 * To be called before the first entry is written: from here on every stop but an orderly one is a crash. What opening itself
 * writes leaves a write-ahead log where it is cut short.
 */
export function removeCleanMark(disk: Disk, directory: string): void {
  const path = join(directory, NAME);
  if (!disk.exists(path)) return;
  disk.remove(path);
  disk.syncFolder(dirname(path));
}

/** To be called once the database is closed. Where it cannot be written the next start checks more. */
export function writeCleanMark(disk: Disk, directory: string, leaf: Uint8Array): void {
  try {
    replaceFile(disk, join(directory, NAME), utf8Bytes(toHex(leaf)));
  } catch (thrown) {
    if (storageTrouble(thrown) === undefined) throw thrown;
  }
}
