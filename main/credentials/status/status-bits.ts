import { gunzipSync, unzipSync } from 'node:zlib';
import { fromBase64Url } from '../../../shared/wire/bytes.ts';

/** Eight million credentials at one bit each. */
const MAXIMUM_BYTES = 1_048_576;
/** W3C Bitstring Status List 1.0: a shorter one would tell too much of whom it is about. */
const LEAST_ENTRIES = 131_072;

/** One value for each credential; undefined beyond the end. */
export type StatusBits = (index: number) => number | undefined;

/** IETF Token Status List, section 4: zlib, lowest bits first. `list` is base64url or the bytes themselves. */
export function ietfBits(list: string | Uint8Array, bits: unknown): StatusBits | undefined {
  if (bits !== 1 && bits !== 2 && bits !== 4 && bits !== 8) return undefined;
  const bytes = inflate(list, unzipSync);
  if (bytes === undefined) return undefined;
  const perByte = 8 / bits;
  return (index) => {
    const byte = bytes[Math.floor(index / perByte)];
    return byte === undefined ? undefined : (byte >> ((index % perByte) * bits)) & (2 ** bits - 1);
  };
}

/** W3C Bitstring Status List, section 3.2: gzip, highest bit first, with or without multibase's `u` in front. */
export function w3cBits(encoded: string): StatusBits | undefined {
  const bytes = inflate(encoded.startsWith('u') ? encoded.slice(1) : encoded, gunzipSync);
  if (bytes === undefined || bytes.length * 8 < LEAST_ENTRIES) return undefined;
  return (index) => {
    const byte = bytes[index >> 3];
    return byte === undefined ? undefined : (byte >> (7 - (index & 7))) & 1;
  };
}

function inflate(list: string | Uint8Array, unzip: typeof gunzipSync): Uint8Array | undefined {
  try {
    const packed = typeof list === 'string' ? fromBase64Url(list.replace(/=+$/, '')) : list;
    return unzip(packed, { maxOutputLength: MAXIMUM_BYTES });
  } catch {
    return undefined;
  }
}
