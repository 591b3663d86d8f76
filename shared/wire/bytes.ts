import { base64, base64urlnopad, hex, utf8 } from '@scure/base';

/** Strict text codings of bytes. Each decoder refuses what its own encoder would not have written, and throws. */

export function utf8Bytes(text: string): Uint8Array {
  return utf8.decode(text);
}

/** Throws on malformed UTF-8. */
export function utf8Text(bytes: Uint8Array): string {
  return utf8.encode(bytes);
}

export function toHex(bytes: Uint8Array): string {
  return hex.encode(bytes);
}

/** Lower-case hex only. */
export function fromHex(text: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw new TypeError('Not lower-case hex');
  return hex.decode(text);
}

export function toBase64(bytes: Uint8Array): string {
  return base64.encode(bytes);
}

/** Standard alphabet, padded. */
export function fromBase64(text: string): Uint8Array {
  return base64.decode(text);
}

export function toBase64Url(bytes: Uint8Array): string {
  return base64urlnopad.encode(bytes);
}

export function fromBase64Url(text: string): Uint8Array {
  return base64urlnopad.decode(text);
}

export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** For public values; secrets are compared by their AEAD. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
