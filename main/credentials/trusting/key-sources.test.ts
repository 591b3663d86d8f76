import { secp256k1 } from '@noble/curves/secp256k1.js';
import { base58 } from '@scure/base';
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readKeySource } from './key-sources.ts';

const folder = new URL('../../../resources/vectors/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
const ed = generateKeyPairSync('ed25519').publicKey;
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
const p256Point = `04${[p256.x, p256.y].map((part) => Buffer.from(part ?? '', 'base64url').toString('hex')).join('')}`;
const rsaJwk = rsa.export({ format: 'jwk' });
const edJwk = ed.export({ format: 'jwk' });
const point = Buffer.from(edJwk.x ?? '', 'base64url');
const found = (source: unknown): (string | readonly string[])[] =>
  readKeySource(source).keys.flatMap(({ kid, algorithms }) => [kid, algorithms]);

describe('key sources', () => {
  it('reads the JWKS of OpenG2P’s older and newer servers', () => {
    expect(found({ keys: [{ ...rsaJwk, kid: 'a', use: 'sig', alg: 'RS256' }] })).toEqual(['a', ['RS256']]);
    const newer = [
      { ...rsaJwk, kid: 'enc', use: 'enc' },
      { ...rsaJwk, kid: 'sig', use: 'sig', 'x5t#S256': 'x' },
    ];
    expect(found({ keys: newer })).toEqual(['sig', ['RS256', 'PS256']]);
  });

  it('takes the validity of a key from its certificate, and the key where there is nothing else', () => {
    const [header = ''] = read('sd-jwt/mosip-sdJwt.txt').split('.');
    const { x5c } = JSON.parse(Buffer.from(header, 'base64url').toString()) as { x5c: string[] };
    const [key] = readKeySource({ keys: [{ x5c, kid: 'leaf' }] }).keys;
    expect(key).toMatchObject({ kid: 'leaf', algorithms: ['ES256'], jwk: { crv: 'P-256' } });
    expect([key?.validFromMs, key?.validUntilMs]).toEqual([
      Date.UTC(2025, 3, 29, 5, 55, 1),
      Date.UTC(2028, 3, 28, 5, 55, 1),
    ]);
    const pem = `-----BEGIN CERTIFICATE-----\n${x5c[0]}\n-----END CERTIFICATE-----\n`;
    expect(readKeySource(pem).keys[0]?.jwk).toEqual(key?.jwk);
    const other = readKeySource({ ...rsaJwk, x5c }).keys[0];
    expect([other?.jwk.kty, other?.validUntilMs]).toEqual(['RSA', undefined]);
  });

  it.each([
    ['didEdPublicKey.json', ['did:web:vharsh.github.io:DID:local#key-0', ['EdDSA']]],
    ['httpsMockKey.json', ['https://vharsh.github.io/DID/mock-public-key.json', ['RS256', 'PS256']]],
    ['didEcKey.json', ['did:web:vharsh.github.io:DID:echarsh#key-0', ['ES256K']]],
  ])('reads the key document %s', (file, expected) => {
    expect(found(JSON.parse(read(`keys/mosip-vc-verifier/${file}`)))).toEqual(expected);
  });

  it('reads a DID document with keys in several forms', () => {
    const source = readKeySource(JSON.parse(read('keys/mosip-vc-verifier/mockDid.json')));
    expect(source.issuer).toBe('did:web:mosip.github.io:inji-config:qa-inji1:mock');
    expect(source.keys.map(({ algorithms }) => algorithms[0])).toEqual(['RS256', 'ES256K', 'EdDSA']);
  });

  it('reads keys in hex, JWKs one by one and PEM, and names those without a name', () => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: edJwk.x };
    expect(readKeySource({ id: 'k', publicKeyHex: point.toString('hex') }).keys[0]?.jwk).toEqual(jwk);
    expect(readKeySource([edJwk, rsaJwk]).keys).toHaveLength(2);
    const [named] = readKeySource(String(ed.export({ format: 'pem', type: 'spki' }))).keys;
    expect(named?.kid).toMatch(/^urn:ietf:params:oauth:jwk-thumbprint:sha-256:[\w-]{43}$/);
    expect(readKeySource(edJwk).keys[0]?.kid).toBe(named?.kid);
  });

  const pem = String(rsa.export({ format: 'pem', type: 'spki' }));
  const multikey = `z${base58.encode(Uint8Array.from([0xed, 1, ...point]))}`;
  const didJwk = `did:jwk:${Buffer.from(JSON.stringify(edJwk)).toString('base64url')}`;
  const method = { id: 'did:web:x#1', publicKeyJwk: edJwk };
  it.each<readonly [string, unknown, number, string | undefined]>([
    ['did:key', `did:key:${multikey}`, 1, `did:key:${multikey}`],
    ['did:key with the name of the key', `did:key:${multikey}#${multikey}`, 1, `did:key:${multikey}`],
    ['a Multikey', multikey, 1, undefined],
    ['did:jwk', `${didJwk}#0`, 1, didJwk],
    ['several PEM in one text, with words around', `Key\n${pem}and\n${pem}`, 2, undefined],
    ['metadata around a JWKS', { issuer: 'https://x', jwks: { keys: [rsaJwk] } }, 1, undefined],
    ['a DID document of old', { id: 'did:web:x', publicKey: [method] }, 1, 'did:web:x'],
    [
      'a DID document with keys in its list of uses',
      { id: 'did:web:x', assertionMethod: ['#1', method] },
      1,
      'did:web:x',
    ],
    ['what a resolver answers', { didDocument: { id: 'did:web:x', verificationMethod: [method] } }, 1, 'did:web:x'],
    ['what MOSIP’s key manager answers', { response: { certificate: pem, certSignRequest: null } }, 1, undefined],
    ['its list', { response: { allCertificates: [{ keyId: 'a', certificateData: pem }] } }, 1, undefined],
    ['a whole point on P-256 in hex', { id: 'k', publicKeyHex: p256Point }, 1, 'k'],
  ])('reads %s', (_name, source, count, issuer) => {
    const { keys, issuer: named } = readKeySource(source);
    expect([keys.length, named]).toEqual([count, issuer]);
  });

  it('knows a key by its name within its document', () => {
    const keys = [{ id: '#key-0', publicKeyJwk: edJwk }];
    expect(found({ id: 'did:web:x', verificationMethod: keys })).toEqual(['key-0', ['EdDSA']]);
  });

  it('takes one whole point for the curve that it lies on', () => {
    expect(found({ id: 'k', publicKeyHex: p256Point })).toEqual(['k', ['ES256']]);
    const compressed = base58.encode(secp256k1.keygen().publicKey);
    expect(found({ id: 'k', publicKeyBase58: compressed })).toEqual(['k', ['ES256K']]);
  });

  it.each([
    ['a key for encrypting', { ...rsaJwk, alg: 'RSA-OAEP-256' }],
    ['a key for an algorithm that is not supported', { ...rsaJwk, alg: 'PS512' }],
    ['a DID of another method', 'did:web:example.org'],
    ['a secret', { kty: 'oct', k: 'AAAA' }],
    ['a key for other things', { ...rsaJwk, key_ops: ['wrapKey'] }],
    ['an algorithm that the key cannot have', { ...rsaJwk, alg: 'ES256' }],
    ['a short key', { ...rsaJwk, n: 'AQAB' }],
    ['a kind that is not known', { id: 'k', publicKeyMultibase: 'z111' }],
    ['nothing', null],
    ['lists in lists in lists', [[[[[edJwk]]]]]],
  ])('leaves out %s', (_name, source) => {
    expect(readKeySource(source).keys).toEqual([]);
  });

  it('never carries a private key over', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    expect(JSON.stringify(readKeySource(privateKey.export({ format: 'jwk' })))).not.toContain('"d"');
  });
});
