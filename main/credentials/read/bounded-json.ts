import { err, ok, type Result } from '../../../shared/result.ts';
import { parseStrictJson } from '../../../shared/wire/canonical.ts';
import { LIMITS, type Claims } from '../types.ts';

export type JsonFailure = 'malformed' | 'too-complex';

/** Reads one JSON object without duplicate keys; depth and number of values are counted before it is built. */
export function parseBoundedObject(bytes: Uint8Array): Result<Claims, JsonFailure> {
  const value = parseBounded(bytes);
  if (!value.ok) return value;
  return isObject(value.value) ? ok(value.value) : err('malformed');
}

/** The same for any JSON value. */
export function parseBounded(bytes: Uint8Array): Result<unknown, JsonFailure> {
  if (isTooComplex(bytes)) return err('too-complex');
  const value = parseStrictJson(bytes, LIMITS.inflatedBytes);
  return value.ok ? value : err('malformed');
}

export function isObject(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

function isTooComplex(bytes: Uint8Array): boolean {
  let depth = 0;
  let values = 0;
  let isText = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === QUOTE) isText = !isText;
    else if (isText && byte === BACKSLASH) at += 1;
    else if (!isText) {
      if (OPENING.has(byte)) depth += 1;
      if (CLOSING.has(byte)) depth -= 1;
      if (byte === COMMA || OPENING.has(byte)) values += 1;
      if (depth > LIMITS.depth || values > LIMITS.values) return true;
    }
  }
  return false;
}
