import { createHash } from 'node:crypto';
import { Algorithm, type TrustedKey } from '../../../shared/domain/trust-list.ts';
import { isObject } from '../read/bounded-json.ts';
import { algorithmsOf } from '../signature.ts';
import type { Claims, PublicJwk } from '../types.ts';
import { fromBase58, fromHexKey, fromJwk, fromMultibase, fromPem, type KeyForm } from './key-forms.ts';

/** The keys of a file that somebody published, and the issuer that it speaks of, where it does. */
export type KeySource = Readonly<{ issuer: string | undefined; keys: readonly TrustedKey[] }>;

const MOST = 50;
const PUBLISHED = ['publicKeyJwk', 'publicKeyMultibase', 'publicKeyPem', 'publicKeyBase58', 'publicKeyHex'] as const;

/**
 * Reads the public keys out of a JWKS (OpenG2P's of both generations: with `alg`, or without and among encryption keys), a DID
 * document, one of its verification methods, a JWK, a PEM, or a list of any of these. Keys that are for something else or of an
 * unknown kind are left out.
 */
export function readKeySource(source: unknown): KeySource {
  const keys = keysOf(source, 0);
  const issuer = isObject(source) && typeof source['id'] === 'string' ? source['id'] : undefined;
  return { issuer: issuer?.split('#')[0], keys: keys.slice(0, MOST) };
}

function keysOf(source: unknown, depth: number): readonly TrustedKey[] {
  if (depth > 3) return [];
  if (typeof source === 'string') return keyOf(fromPem(source), {});
  if (Array.isArray(source)) return source.slice(0, MOST).flatMap((one: unknown) => keysOf(one, depth + 1));
  if (!isObject(source)) return [];
  if (Array.isArray(source['keys'])) return keysOf(source['keys'], depth + 1);
  if (source['verificationMethod'] !== undefined) return keysOf(source['verificationMethod'], depth + 1);
  if (source['kty'] !== undefined || source['x5c'] !== undefined)
    return isForSigning(source) ? keyOf(fromJwk(source), source) : [];
  const name = PUBLISHED.find((one) => source[one] !== undefined);
  return name === undefined ? [] : keyOf(published(name, source[name]), { kid: source['id'] });
}

/** OpenG2P's newer servers list encryption keys beside those for signing. */
function isForSigning({ use, key_ops: operations, kty }: Claims): boolean {
  if (kty === 'oct' || (use !== undefined && use !== 'sig')) return false;
  return !Array.isArray(operations) || operations.includes('verify');
}

function published(name: (typeof PUBLISHED)[number], value: unknown): KeyForm | undefined {
  if (name === 'publicKeyJwk') return isObject(value) ? fromJwk(value) : undefined;
  if (typeof value !== 'string') return undefined;
  return {
    publicKeyMultibase: fromMultibase,
    publicKeyPem: fromPem,
    publicKeyBase58: fromBase58,
    publicKeyHex: fromHexKey,
  }[name](value);
}

function keyOf(form: KeyForm | undefined, { kid, alg }: Claims): readonly TrustedKey[] {
  if (form === undefined) return [];
  const own = algorithmsOf(form.jwk);
  const named = Algorithm.safeParse(alg);
  if (named.success && !own.includes(named.data)) return [];
  const name = typeof kid === 'string' && kid !== '' && kid.length <= 500 ? kid : thumbprint(form.jwk);
  return [{ ...form, kid: name, algorithms: named.success ? [named.data] : own }];
}

/** RFC 7638: the required members in alphabetical order. */
function thumbprint(jwk: PublicJwk): string {
  const sorted = Object.fromEntries(Object.entries(jwk).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url');
}
