import { createHash } from 'node:crypto';
import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/result.ts';
import { utf8Bytes } from '../../../shared/wire/bytes.ts';
import { canonicalBytes, parseStrictJson } from '../../../shared/wire/canonical.ts';
import { replaceFile, type Disk } from '../store/disk.ts';
import { storageTrouble } from '../store/errors.ts';
import { Slot } from './slot.ts';

const KeyslotFile = z.strictObject({
  v: z.literal(1),
  slots: z.array(Slot).min(1).max(200),
  /** SHA-256 of the canonical slots, hex: finds damage. What matters is sealed besides. */
  check: z.string().regex(/^[0-9a-f]{64}$/),
});

export type KeyslotsFailure = 'files-missing' | 'keyslots-damaged' | 'newer-format' | 'storage-fault';

const MAXIMUM_BYTES = 1_000_000;

/** The second copy: without the slots nothing on the station can be read any more. */
const copyOf = (path: string): string => `${path}.copy`;

/** Reads the slots; a damaged or missing file is mended from its copy. */
export function readSlots(disk: Disk, path: string): Result<readonly Slot[], KeyslotsFailure> {
  try {
    const slots = readOne(disk, path);
    if (slots.ok || slots.error === 'newer-format') return slots;
    const copied = readOne(disk, copyOf(path));
    if (!copied.ok) return slots;
    writeOne(disk, path, copied.value);
    return copied;
  } catch (thrown) {
    if (storageTrouble(thrown) === undefined) throw thrown;
    return err('storage-fault');
  }
}

/** Replaces file and copy, each at once or not at all. */
export function writeSlots(
  disk: Disk,
  path: string,
  slots: readonly Slot[],
): Result<void, 'disk-full' | 'storage-fault'> {
  try {
    writeOne(disk, path, slots);
    writeOne(disk, copyOf(path), slots);
    return ok(undefined);
  } catch (thrown) {
    const trouble = storageTrouble(thrown);
    if (trouble === undefined) throw thrown;
    return err(trouble.kind === 'disk-full' ? 'disk-full' : 'storage-fault');
  }
}

function readOne(disk: Disk, path: string): Result<readonly Slot[], KeyslotsFailure> {
  if (!disk.exists(path)) return err('files-missing');
  const json = readJson(disk, path);
  if (typeof json !== 'object' || json === null) return err('keyslots-damaged');
  if ('v' in json && typeof json.v === 'number' && Number.isInteger(json.v) && json.v > 1 && json.v < 100)
    return err('newer-format');
  const file = KeyslotFile.safeParse(json);
  if (!file.success || file.data.check !== checkOf(file.data.slots)) return err('keyslots-damaged');
  return ok(file.data.slots);
}

function readJson(disk: Disk, path: string): unknown {
  try {
    const json = parseStrictJson(disk.read(path, MAXIMUM_BYTES), MAXIMUM_BYTES);
    return json.ok ? json.value : undefined;
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
}

function writeOne(disk: Disk, path: string, slots: readonly Slot[]): void {
  const file = { v: 1, slots, check: checkOf(slots) };
  replaceFile(disk, path, utf8Bytes(`${JSON.stringify(file, undefined, 1)}\n`));
}

function checkOf(slots: readonly Slot[]): string {
  return createHash('sha256').update(canonicalBytes(slots)).digest('hex');
}
