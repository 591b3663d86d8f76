import { base58 } from '@scure/base';
import { createPublicKey, ECDH } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { algorithmsOf } from '../signature.ts';
import { PublicJwk } from '../../../shared/domain/trust-list.ts';
import type { TrustedKey } from '../types.ts';
import type { JsonObject } from './json.ts';
import type { LinkedDataTrust } from './linked-data.ts';

/** Other people's credentials, their keys, and what is known of them; `resources/vectors/README.md` says where they are from. */
const folder = new URL('../../../resources/vectors/', import.meta.url);

export function readVector(file: string): JsonObject {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as JsonObject;
}

export function trustedKey(kid: string, jwk: object): TrustedKey {
  const { kty, crv, x, y, n, e } = jwk as Record<string, unknown>;
  const key = PublicJwk.parse(kty === 'RSA' ? { kty, n, e } : kty === 'OKP' ? { kty, crv, x } : { kty, crv, x, y });
  return { kid, jwk: key, algorithms: algorithmsOf(key).slice(0, 3) };
}

/** Multikey: base58 of a code for the kind of key, and the key. */
export function keyFromMultibase(kid: string, text: string): TrustedKey {
  const bytes = base58.decode(text.slice(1));
  const code = Buffer.from(bytes.subarray(0, 2)).toString('hex');
  if (code === 'ed01') {
    return trustedKey(kid, { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(bytes.subarray(2)).toString('base64url') });
  }
  const [curve, crv, size] =
    code === '8024' ? (['prime256v1', 'P-256', 32] as const) : (['secp384r1', 'P-384', 48] as const);
  const point = Buffer.from(ECDH.convertKey(bytes.subarray(2), curve, undefined, undefined, 'uncompressed') as Buffer);
  const [x, y] = [point.subarray(1, 1 + size), point.subarray(1 + size)];
  return trustedKey(kid, { kty: 'EC', crv, x: x.toString('base64url'), y: y.toString('base64url') });
}

type Method = Readonly<{ id: string; publicKeyMultibase?: string; publicKeyPem?: string; publicKeyJwk?: object }>;

/** The keys of a DID document, or of one of the key documents that came before it. */
export function keysFromFile(file: string): readonly TrustedKey[] {
  const document = readVector(file) as unknown as Method & Readonly<{ verificationMethod?: readonly Method[] }>;
  return (document.verificationMethod ?? [document]).map((method) => {
    if (method.publicKeyMultibase !== undefined) return keyFromMultibase(method.id, method.publicKeyMultibase);
    if (method.publicKeyJwk !== undefined) return trustedKey(method.id, method.publicKeyJwk);
    return trustedKey(method.id, createPublicKey(method.publicKeyPem ?? '').export({ format: 'jwk' }));
  });
}

/** Trusts these keys under the names they have, and the context list that the document itself has. */
export function trustIn(keys: readonly TrustedKey[], document: JsonObject): LinkedDataTrust {
  return {
    findKeys: (verificationMethod) => keys.filter(({ kid }) => kid === verificationMethod),
    contexts: [document['@context'] as readonly unknown[]],
  };
}
