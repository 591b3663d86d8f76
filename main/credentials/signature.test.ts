import { secp256k1 } from '@noble/curves/secp256k1.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { constants, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { utf8Bytes } from '../../shared/wire/bytes.ts';
import { PublicJwk } from '../../shared/domain/trust-list.ts';
import { algorithmsOf, verifySignature } from './signature.ts';
import type { Algorithm } from './types.ts';

const message = utf8Bytes('what was signed');
const jwkOf = (key: KeyObject): PublicJwk => PublicJwk.parse(key.export({ format: 'jwk' }));
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed = generateKeyPairSync('ed25519');
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const koblitz = secp256k1.keygen();
const point = secp256k1.Point.fromBytes(koblitz.publicKey).toBytes(false);
const base64Url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };

const signed: readonly (readonly [Algorithm, PublicJwk, Uint8Array])[] = [
  ['EdDSA', jwkOf(ed.publicKey), sign(null, message, ed.privateKey)],
  ['ES256', jwkOf(p256.publicKey), sign('sha256', message, { key: p256.privateKey, dsaEncoding: 'ieee-p1363' })],
  ['ES384', jwkOf(p384.publicKey), sign('sha384', message, { key: p384.privateKey, dsaEncoding: 'ieee-p1363' })],
  ['RS256', jwkOf(rsa.publicKey), sign('sha256', message, rsa.privateKey)],
  ['PS256', jwkOf(rsa.publicKey), sign('sha256', message, { key: rsa.privateKey, ...pss })],
  [
    'ES256K',
    { kty: 'EC', crv: 'secp256k1', x: base64Url(point.subarray(1, 33)), y: base64Url(point.subarray(33)) },
    secp256k1.sign(sha256(message), koblitz.secretKey, { prehash: false }),
  ],
];

describe('signatures', () => {
  it.each(signed)('accepts a good one of %s and no other', (algorithm, jwk, signature) => {
    expect(verifySignature(jwk, algorithm, message, signature)).toBe(true);
    expect(verifySignature(jwk, algorithm, utf8Bytes('something else'), signature)).toBe(false);
    expect(verifySignature(jwk, algorithm, message, signature.subarray(1))).toBe(false);
    expect(verifySignature(jwk, algorithm, message, new Uint8Array(0))).toBe(false);
    const changed = Uint8Array.from(signature);
    changed[5] = (changed[5] as number) ^ 1;
    expect(verifySignature(jwk, algorithm, message, changed)).toBe(false);
  });

  it('never reads a signature by an algorithm that the key is not for', () => {
    for (const [own, jwk, signature] of signed) {
      for (const [algorithm] of signed) {
        expect(verifySignature(jwk, algorithm, message, signature)).toBe(algorithm === own);
        expect(algorithmsOf(jwk)).toContain(own);
      }
    }
  });

  it('takes a key that is no point for no key', () => {
    const [, [, jwk, signature] = signed[0] as never] = signed;
    expect(verifySignature({ ...jwk, x: 'A'.repeat(43) } as PublicJwk, 'ES256', message, signature)).toBe(false);
  });
});
