import { inflateSync } from 'node:zlib';
import { err, ok, type Result } from '../../../shared/result.ts';
import { fromBase45 } from './base45.ts';
import { LIMITS } from '../types.ts';

/** The second byte of a zlib header (RFC 1950) makes the two divisible by 31. */
function isZlib(bytes: Uint8Array): boolean {
  return bytes[0] === 0x78 && (0x7800 + (bytes[1] ?? 0)) % 31 === 0;
}

/** Whether a text in capitals begins as base45 of zlib does. Every parcel's code is base45 to look at, and hardly one this. */
export function beginsCompressed(text: string): boolean {
  const head = fromBase45(text.slice(0, 3));
  return head.ok && isZlib(head.value);
}

/**
 * What MOSIP's PixelPass put into a QR code: base45 of zlib. Inflating stops at the limit, for 4,000 characters can hold
 * megabytes. Bytes that are not compressed are given as they are.
 */
export function unpackPixelPass(text: string): Result<Uint8Array, 'malformed' | 'too-complex'> {
  const bytes = fromBase45(text);
  if (!bytes.ok || !isZlib(bytes.value)) return bytes;
  try {
    return ok(new Uint8Array(inflateSync(bytes.value, { maxOutputLength: LIMITS.inflatedBytes })));
  } catch (thrown) {
    return err((thrown as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-complex' : 'malformed');
  }
}
