import { base32nopad } from '@scure/base';
import { err, ok, type Result } from '../result.ts';

/** RFC 4648 base32 in upper case without padding: survives keyboard-wedge scanners and QR's alphanumeric mode. */
export function toBase32(bytes: Uint8Array): string {
  return base32nopad.encode(bytes);
}

/**
 * Decodes only what `toBase32` writes: upper case, no padding, no impossible lengths, unused bits zero. A text longer than
 * `maximumBytes` would decode to is refused before anything is allocated.
 */
export function fromBase32(text: string, maximumBytes: number): Result<Uint8Array, 'too-large' | 'malformed'> {
  if (text.length > Math.ceil((maximumBytes * 8) / 5)) return err('too-large');
  if (!/^[A-Z2-7]*$/.test(text)) return err('malformed');
  try {
    return ok(base32nopad.decode(text));
  } catch {
    return err('malformed');
  }
}
