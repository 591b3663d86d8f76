import { secp256k1 } from '@noble/curves/secp256k1.js';
import { base58, base64urlnopad } from '@scure/base';
import { createPublicKey, ECDH, X509Certificate } from 'node:crypto';
import { PublicJwk } from '../../../shared/domain/trust-list.ts';
import type { Claims } from '../types.ts';

/** A public key with the validity that its certificate gives it, UTC ms. */
export type KeyForm = Readonly<{ jwk: PublicJwk; validFromMs?: number; validUntilMs?: number }>;

/** https://github.com/multiformats/multicodec, as unsigned varint in hex. */
const MULTICODEC: Readonly<Record<string, 'Ed25519' | 'P-256' | 'P-384' | 'secp256k1'>> = {
  ed01: 'Ed25519',
  '8024': 'P-256',
  '8124': 'P-384',
  e701: 'secp256k1',
};

/** The public part of a JWK; undefined for anything that is not a public key the station can use. */
export function fromJwk(jwk: Claims): KeyForm | undefined {
  const { kty, crv, x, y, n, e, x5c } = jwk;
  const members = kty === 'RSA' ? { kty, n, e } : kty === 'OKP' ? { kty, crv, x } : { kty, crv, x, y };
  const key = PublicJwk.safeParse(members);
  const [first] = Array.isArray(x5c) ? (x5c as unknown[]) : [];
  const certified = typeof first === 'string' ? fromCertificate(first) : undefined;
  if (!key.success) return certified;
  if (certified === undefined) return { jwk: key.data };
  // A certificate of another key says nothing of this one.
  return JSON.stringify(certified.jwk) === JSON.stringify(key.data) ? certified : { jwk: key.data };
}

/** PEM of a public key or a certificate. */
export function fromPem(text: string): KeyForm | undefined {
  if (text.includes('BEGIN CERTIFICATE')) return fromCertificate(text);
  try {
    return fromJwk(createPublicKey(text).export({ format: 'jwk' }));
  } catch {
    return undefined;
  }
}

function fromCertificate(text: string): KeyForm | undefined {
  try {
    const certificate = new X509Certificate(text.includes('BEGIN') ? text : Buffer.from(text, 'base64'));
    const key = fromJwk(certificate.publicKey.export({ format: 'jwk' }));
    if (key === undefined) return undefined;
    const [validFromMs, validUntilMs] = [Date.parse(certificate.validFrom), Date.parse(certificate.validTo)];
    return { jwk: key.jwk, validFromMs: Math.max(0, validFromMs), validUntilMs };
  } catch {
    return undefined;
  }
}

/** Multikey (https://www.w3.org/TR/controller-document/#Multikey): `z` base58 or `u` base64url of kind and key. */
export function fromMultibase(text: string): KeyForm | undefined {
  const bytes = decodeMultibase(text);
  const curve = bytes === undefined ? undefined : MULTICODEC[Buffer.from(bytes.subarray(0, 2)).toString('hex')];
  return bytes === undefined || curve === undefined ? undefined : fromPoint(curve, bytes.subarray(2));
}

/** `publicKeyBase58` of the suites of 2018 and 2019. */
export function fromBase58(text: string): KeyForm | undefined {
  try {
    return text.length > 200 ? undefined : fromBareKey(base58.decode(text));
  } catch {
    return undefined;
  }
}

/** `publicKeyHex` of the same suites, and of those who write out a key for Claim 169. */
export function fromHexKey(text: string): KeyForm | undefined {
  return /^(?:[0-9a-f]{2})+$/i.test(text) ? fromBareKey(new Uint8Array(Buffer.from(text, 'hex'))) : undefined;
}

/** 32 bytes are Ed25519; a point is secp256k1, or on P-256 where it is whole and lies there. */
function fromBareKey(bytes: Uint8Array): KeyForm | undefined {
  if (bytes.length === 32) return fromPoint('Ed25519', bytes);
  return fromPoint('secp256k1', bytes) ?? (bytes.length === 65 ? fromPoint('P-256', bytes) : undefined);
}

function decodeMultibase(text: string): Uint8Array | undefined {
  try {
    if (text.length > 200) return undefined;
    if (text.startsWith('z')) return base58.decode(text.slice(1));
    return text.startsWith('u') ? base64urlnopad.decode(text.slice(1)) : undefined;
  } catch {
    return undefined;
  }
}

function fromPoint(crv: 'Ed25519' | 'P-256' | 'P-384' | 'secp256k1', bytes: Uint8Array): KeyForm | undefined {
  if (crv === 'Ed25519') return fromJwk({ kty: 'OKP', crv, x: base64urlnopad.encode(bytes) });
  try {
    const point = uncompressed(crv, bytes);
    const half = (point.length - 1) / 2;
    const [x, y] = [point.subarray(1, 1 + half), point.subarray(1 + half)];
    return fromJwk({ kty: 'EC', crv, x: base64urlnopad.encode(x), y: base64urlnopad.encode(y) });
  } catch {
    return undefined;
  }
}

function uncompressed(crv: 'P-256' | 'P-384' | 'secp256k1', bytes: Uint8Array): Uint8Array {
  if (crv === 'secp256k1') return secp256k1.Point.fromBytes(bytes).toBytes(false);
  const name = crv === 'P-256' ? 'prime256v1' : 'secp384r1';
  return new Uint8Array(ECDH.convertKey(bytes, name, undefined, undefined, 'uncompressed') as Buffer);
}
