import { secp256k1 } from '@noble/curves/secp256k1.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto';
import { joinBytes } from '../../shared/wire/bytes.ts';
import type { Algorithm, PublicJwk } from './types.ts';

const CURVE_OF: Readonly<Partial<Record<Algorithm, string>>> = {
  EdDSA: 'Ed25519',
  ES256: 'P-256',
  ES384: 'P-384',
  ES256K: 'secp256k1',
};

/** True where a key of this kind can make signatures of that algorithm at all. */
export function fits(jwk: PublicJwk, algorithm: Algorithm): boolean {
  return jwk.kty === 'RSA' ? algorithm === 'RS256' || algorithm === 'PS256' : CURVE_OF[algorithm] === jwk.crv;
}

/** The algorithms that a key of this kind is good for. */
export function algorithmsOf(jwk: PublicJwk): Algorithm[] {
  const all: readonly Algorithm[] = ['EdDSA', 'ES256', 'ES384', 'ES256K', 'RS256', 'PS256'];
  return all.filter((algorithm) => fits(jwk, algorithm));
}

/**
 * Checks one signature; EC signatures are the two numbers side by side, as JOSE and COSE write them. False for anything but a
 * good one: keys that are no key and algorithms that do not fit it included.
 */
export function verifySignature(
  jwk: PublicJwk,
  algorithm: Algorithm,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (!fits(jwk, algorithm)) return false;
  try {
    // Electron's OpenSSL has no secp256k1.
    if (jwk.kty === 'EC' && jwk.crv === 'secp256k1') return verifySecp256k1(jwk, message, signature);
    const key = importKey(jwk);
    if (algorithm === 'EdDSA') return signature.length === 64 && verify(null, message, key, signature);
    const hash = algorithm === 'ES384' ? 'sha384' : 'sha256';
    if (jwk.kty === 'EC') return verify(hash, message, { key, dsaEncoding: 'ieee-p1363' }, signature);
    const padding = algorithm === 'PS256' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
    const salt = algorithm === 'PS256' ? { saltLength: constants.RSA_PSS_SALTLEN_DIGEST } : {};
    return verify(hash, message, { key, padding, ...salt }, signature);
  } catch {
    return false;
  }
}

/** Throws for a JWK that is no key. */
export function importKey(jwk: PublicJwk): KeyObject {
  return createPublicKey({ key: jwk, format: 'jwk' });
}

function verifySecp256k1(jwk: Readonly<{ x: string; y: string }>, message: Uint8Array, signature: Uint8Array): boolean {
  const point = joinBytes(Uint8Array.of(4), Buffer.from(jwk.x, 'base64url'), Buffer.from(jwk.y, 'base64url'));
  // Issuers' libraries make high values of s as well.
  return secp256k1.verify(signature, sha256(message), point, { prehash: false, lowS: false });
}
