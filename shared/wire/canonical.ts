import canonicalize from 'canonicalize';
import { decode as decodeJson } from 'cborg/json';
import { err, ok, type Result } from '../result.ts';
import { utf8Bytes, utf8Text } from './bytes.ts';

/**
 * Canonical JSON (JCS, RFC 8785) with a narrower schema: NFC strings, booleans, integers up to 2^53-1, lists and objects.
 * No null and no fractions, so that every language reads the very same values.
 */
export type Canonical = string | boolean | number | readonly Canonical[] | { readonly [key: string]: Canonical };

export type CanonicalFailure = 'too-large' | 'not-utf8' | 'not-json' | 'not-canonical' | 'outside-schema';

const MAXIMUM_DEPTH = 16;

/** The canonical bytes of a value. Throws a TypeError for a value outside the schema (it names the place, never the value). */
export function canonicalBytes(value: unknown): Uint8Array {
  const fault = findFault(value, '$', 0);
  if (fault !== undefined) throw new TypeError(fault);
  return utf8Bytes(canonicalize(value) ?? '');
}

/**
 * Reads canonical bytes. Since only one spelling of a value is canonical, comparing with it refuses duplicate keys, spaces,
 * other orders of keys and other spellings of numbers at once.
 */
export function parseCanonical(bytes: Uint8Array, maximumBytes: number): Result<Canonical, CanonicalFailure> {
  if (bytes.length > maximumBytes) return err('too-large');
  const text = readText(bytes);
  if (text === undefined) return err('not-utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return err('not-json');
  }
  if (findFault(value, '$', 0) !== undefined) return err('outside-schema');
  return canonicalize(value) === text ? ok(value as Canonical) : err('not-canonical');
}

/** Reads any JSON document, but refuses duplicate keys, which JSON.parse silently merges. The value's shape is the caller's to check. */
export function parseStrictJson(
  bytes: Uint8Array,
  maximumBytes: number,
): Result<unknown, 'too-large' | 'not-utf8' | 'not-json'> {
  if (bytes.length > maximumBytes) return err('too-large');
  const text = readText(bytes);
  if (text === undefined) return err('not-utf8');
  try {
    // The second reader builds no objects of its own for us: it only objects to duplicate keys.
    decodeJson(bytes, { strict: true, useMaps: true, rejectDuplicateMapKeys: true });
    return ok(JSON.parse(text) as unknown);
  } catch {
    return err('not-json');
  }
}

/** Brings every string of a value to NFC, as canonical bytes demand of text that people typed. */
export function toNfc<T>(value: T): T {
  if (typeof value === 'string') return value.normalize('NFC') as T;
  if (Array.isArray(value)) return value.map((item: unknown) => toNfc(item)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toNfc(item)])) as T;
}

function readText(bytes: Uint8Array): string | undefined {
  try {
    return utf8Text(bytes);
  } catch {
    return undefined;
  }
}

function findFault(value: unknown, place: string, depth: number): string | undefined {
  if (depth > MAXIMUM_DEPTH) return `${place} is nested too deep`;
  if (typeof value === 'boolean') return undefined;
  if (typeof value === 'string') return isText(value) ? undefined : `${place} is not well-formed NFC text`;
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? undefined : `${place} is not a safe integer`;
  }
  if (Array.isArray(value)) return firstFault(value.length, (i) => findFault(value[i], `${place}[${i}]`, depth + 1));
  if (typeof value !== 'object' || value === null || !isPlain(value)) return `${place} has no canonical form`;
  const entries: [string, unknown][] = Object.entries(value);
  return firstFault(entries.length, (i) => {
    const [key, item] = entries[i] as [string, unknown];
    return isText(key) ? findFault(item, `${place}.${key}`, depth + 1) : `${place} has a key that is not NFC text`;
  });
}

function firstFault(count: number, check: (index: number) => string | undefined): string | undefined {
  for (let index = 0; index < count; index += 1) {
    const fault = check(index);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function isText(text: string): boolean {
  return text.isWellFormed() && text.normalize('NFC') === text;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !('toJSON' in value);
}
