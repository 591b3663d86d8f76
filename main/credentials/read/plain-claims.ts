import { toHex } from '../../../shared/wire/bytes.ts';

/** CBOR's maps as objects and its bytes as hex, so that the same paths lead through CBOR and JSON. Depth is bounded already. */
export function plainClaims(value: unknown): unknown {
  if (value instanceof Uint8Array) return toHex(value);
  if (Array.isArray(value)) return value.map(plainClaims);
  if (!(value instanceof Map)) return value;
  // Object.fromEntries makes own members, whatever their names.
  return Object.fromEntries(
    [...(value as ReadonlyMap<unknown, unknown>)].map(([key, item]) => [String(key), plainClaims(item)]),
  );
}
