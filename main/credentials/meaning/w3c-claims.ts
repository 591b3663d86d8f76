import { isObject } from '../read/bounded-json.ts';
import type { Claims } from '../types.ts';

/**
 * The places where a credential may say what W3C's data model has names for: the root, and `vc` in JSON Web Tokens of version 1.1
 * (https://www.w3.org/TR/vc-data-model/#json-web-token).
 */
export function w3cPlaces(claims: Claims): readonly Claims[] {
  const { vc } = claims;
  return isObject(vc) ? [claims, vc] : [claims];
}

/** Types of what only wraps credentials and says nothing of its own. */
export const ENVELOPES: ReadonlySet<unknown> = new Set([
  'VerifiablePresentation',
  'EnvelopedVerifiablePresentation',
  'EnvelopedVerifiableCredential',
]);
