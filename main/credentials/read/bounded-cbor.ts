import { decode } from 'cborg';
import { err, ok, type Result } from '../../../shared/result.ts';
import { LIMITS } from '../types.ts';

export type CborFailure = 'malformed' | 'too-complex';

/** Tags that only say of a text, or of seconds since 1970, that it is a date (RFC 8949, section 3.4; RFC 8943). */
const DATE_TAGS = Object.fromEntries([0, 1, 1004].map((tag) => [tag, (read: () => unknown) => read()] as const));

/**
 * Reads CBOR (RFC 8949) of other makers: maps as Map, no duplicate keys, no tags but those of dates, whole numbers up to 2^53-1.
 * Shape and size are walked over before anything is built, for a few bytes can claim millions of values.
 */
export function decodeBounded(bytes: Uint8Array): Result<unknown, CborFailure> {
  const fault = findFault(bytes);
  if (fault !== undefined) return err(fault);
  try {
    const options = {
      useMaps: true,
      rejectDuplicateMapKeys: true,
      allowUndefined: false,
      allowBigInt: false,
      tags: DATE_TAGS,
    };
    return ok(decode(bytes, options) as unknown);
  } catch {
    return err('malformed');
  }
}

const BREAK = 0xff;
/** Bytes of the argument by the low five bits of a head, where it does not lie in them. */
const ARGUMENT_BYTES: Readonly<Record<number, number>> = { 24: 1, 25: 2, 26: 4, 27: 8 };

function findFault(bytes: Uint8Array): CborFailure | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  /** Values still to come at each level; infinite until a break. */
  const open: number[] = [1];
  let at = 0;
  let values = 0;
  while (open.length > 0) {
    const left = open.at(-1) ?? 0;
    if (left === 0) {
      open.pop();
      continue;
    }
    const head = bytes[at];
    if (head === undefined) return 'malformed';
    at += 1;
    if (head === BREAK) {
      if (left !== Number.POSITIVE_INFINITY) return 'malformed';
      open.pop();
      continue;
    }
    open[open.length - 1] = left - 1;
    values += 1;
    if (values > LIMITS.values) return 'too-complex';
    const major = head >> 5;
    const low = head & 31;
    const isIndefinite = low === 31 && major >= 2 && major <= 5;
    const size = ARGUMENT_BYTES[low] ?? 0;
    if ((low >= 28 && !isIndefinite) || at + size > bytes.length) return 'malformed';
    const argument = isIndefinite ? Number.POSITIVE_INFINITY : argumentOf(view, at, size, low);
    at += size;
    if ((major === 2 || major === 3) && !isIndefinite) {
      if (argument > bytes.length - at) return 'malformed';
      at += argument;
    } else if (major >= 2 && major <= 6) {
      open.push(major === 6 ? 1 : major === 5 ? argument * 2 : argument);
      if (open.length > LIMITS.depth + 1) return 'too-complex';
    }
  }
  return at === bytes.length ? undefined : 'malformed';
}

function argumentOf(view: DataView, at: number, size: number, low: number): number {
  if (size === 1) return view.getUint8(at);
  if (size === 2) return view.getUint16(at);
  if (size === 4) return view.getUint32(at);
  return size === 8 ? Number(view.getBigUint64(at)) : low;
}
