import type { Random } from '../crypto/aead.ts';
import { replaceFile, writeAll, type Disk } from '../store/disk.ts';
import { dirname } from 'node:path';
import { encodeRecord, recordAt, recordBefore, type JournalRecord, type Placed } from './record.ts';

/**
 * The second, independent copy of the newest entries: an append-only file, synced before the database commits. One flipped
 * bit in the database's write-ahead log silently drops all that follows it; the journal notices and restores it.
 */
export type Journal = Readonly<{
  /** Appends and syncs. Throws what the disk throws; the file may then end in a torn record: `cutBack` removes it. */
  append: (record: JournalRecord) => void;
  /** Drops everything after `length` bytes, durably. */
  cutBack: (length: number) => void;
  length: () => number;
  /** Replaces the whole file by these records, at once or not at all. */
  rewrite: (records: Iterable<JournalRecord>) => void;
  close: () => void;
}>;

/** `torn`: the last write did not finish. `damaged`: bits changed in what had been written. `missing`: no file. */
export type JournalState = 'sound' | 'torn' | 'damaged' | 'missing';
export type JournalContent = Readonly<{
  state: JournalState;
  /** Unbroken run of records up to the newest readable one. */
  records: readonly JournalRecord[];
  /** File length after the newest readable record. */
  soundLength: number;
}>;

const MAGIC = Buffer.from('TALLYJ1\n', 'latin1');
/** Far above what `COMPACT_ABOVE_BYTES` lets it grow to; a larger file is not ours. */
const MAXIMUM_FILE_BYTES = 256 * 1024 * 1024;
/** Reading a journal takes some 0.1 s at this size; above it only its newest records are kept. */
export const COMPACT_ABOVE_BYTES = 8 * 1024 * 1024;

export type JournalOptions = Readonly<{ disk: Disk; path: string; key: Uint8Array; random: Random }>;

/** Reads all of the file: from the front as far as it is whole, then, where something is broken, in from the end. */
export function readJournal({ disk, path, key }: JournalOptions): JournalContent {
  if (!disk.exists(path)) return { state: 'missing', records: [], soundLength: 0 };
  const file = readBounded(disk, path);
  if (file === undefined) return { state: 'damaged', records: [], soundLength: 0 };
  if (!file.subarray(0, MAGIC.length).equals(MAGIC)) {
    const after = walkBack(file, 0, key);
    return { state: file.length < MAGIC.length ? 'torn' : 'damaged', ...newestRun(after) };
  }
  const front: Placed[] = [];
  let position = MAGIC.length;
  for (let next = recordAt(file, position, key); next !== undefined; next = recordAt(file, position, key)) {
    front.push(next);
    position = next.end;
  }
  if (position === file.length) return { state: inOrder(front) ? 'sound' : 'damaged', ...newestRun(front, position) };
  const back = walkBack(file, position, key);
  if (back.length > 0) return { state: 'damaged', ...newestRun(back) };
  return { state: wasWholeRecord(file, position) ? 'damaged' : 'torn', ...newestRun(front, position) };
}

/** Opens the file for appending. `soundLength` comes from `readJournal`; whatever follows it is cut off. */
export function openJournal(options: JournalOptions, soundLength: number): Journal {
  const { disk, path, key, random } = options;
  let file = disk.open(path);
  let length = soundLength;
  const journal: Journal = {
    append(record) {
      const bytes = encodeRecord(record, key, random);
      writeAll(disk, file, bytes, length);
      disk.syncData(file);
      length += bytes.length;
    },
    cutBack(to) {
      disk.truncate(file, to);
      disk.syncData(file);
      length = to;
    },
    length: () => length,
    rewrite(records) {
      const whole = Buffer.concat([MAGIC, ...Array.from(records, (record) => encodeRecord(record, key, random))]);
      replaceFile(disk, path, whole);
      disk.close(file);
      file = disk.open(path);
      length = whole.length;
    },
    close: () => disk.close(file),
  };
  try {
    if (disk.size(file) > 0 && soundLength >= MAGIC.length) {
      if (disk.size(file) !== soundLength) journal.cutBack(soundLength);
      return journal;
    }
    disk.truncate(file, 0);
    writeAll(disk, file, MAGIC, 0);
    journal.cutBack(MAGIC.length);
    disk.syncFolder(dirname(path));
    return journal;
  } catch (thrown) {
    disk.close(file);
    throw thrown;
  }
}

/** Drops everything after `length` bytes of a closed journal, durably. */
export function cutJournal({ disk, path }: JournalOptions, length: number): void {
  if (!disk.exists(path)) return;
  const file = disk.open(path);
  try {
    if (disk.size(file) > length) disk.truncate(file, length);
    disk.syncData(file);
  } finally {
    disk.close(file);
  }
}

function readBounded(disk: Disk, path: string): Buffer | undefined {
  try {
    return Buffer.from(disk.read(path, MAXIMUM_FILE_BYTES));
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

function walkBack(file: Buffer, limit: number, key: Uint8Array): Placed[] {
  const found: Placed[] = [];
  let end = file.length;
  for (
    let next = recordBefore(file, end, key);
    next !== undefined && next.start >= limit;
    next = recordBefore(file, end, key)
  ) {
    found.push(next);
    end = next.start;
  }
  return found.reverse();
}

function inOrder(placed: readonly Placed[]): boolean {
  return placed.every(
    ({ record }, index) => index === 0 || record.seq === (placed[index - 1] as Placed).record.seq + 1,
  );
}

function newestRun(placed: readonly Placed[], soundLength = placed.at(-1)?.end ?? 0): Omit<JournalContent, 'state'> {
  let first = Math.max(placed.length - 1, 0);
  while (first > 0 && inOrder(placed.slice(first - 1, first + 1))) first -= 1;
  return { records: placed.slice(first).map(({ record }) => record), soundLength };
}

/** A write that was cut short ends before its own length says; a record with all its bytes but a wrong code was altered. */
function wasWholeRecord(file: Buffer, start: number): boolean {
  if (start + 4 > file.length) return false;
  const end = start + 16 + file.readUInt32BE(start);
  return (
    end <= file.length || (file.length - start > 16 && file.readUInt32BE(file.length - 4) === file.length - start - 16)
  );
}
