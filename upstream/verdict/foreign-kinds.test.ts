import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createIssuer, farmer, signDocument } from '../../main/credentials/linked-data/signer.fixture.ts';
import { toBase45 } from '../../main/credentials/read/base45.ts';
import { encodeCbor, toBeSigned } from '../../shared/wire/cose.ts';
import { sign } from 'node:crypto';
import {
  cwtBytes,
  DAY_SECONDS,
  ed,
  foreign,
  ISSUER,
  issuerFor,
  jwk,
  jws,
  NOW_SECONDS,
  openG2p,
  p256,
  rsa,
  say,
  voucher,
  voucherClaims,
} from './sign.fixture.ts';

const UNKNOWN = ['unsupported', 'unknown-kind'];
const ENCRYPTED = ['unsupported', 'encrypted'];
const OTHER_TYPE = ['unsupported', 'type-not-allowed'];
const rsaKey = jwk(rsa.publicKey);
const edKey = jwk(ed.publicKey);
const pixelPass = (bytes: Uint8Array): string => toBase45(deflateSync(bytes));
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const token = (claims: unknown, header: object = {}): string =>
  jws({ alg: 'RS256', ...header }, claims, rsa.privateKey);

describe('a good signature over something that is no credential', () => {
  const bare = (payload: Uint8Array, key = ed.privateKey): Uint8Array => {
    const head = encodeCbor(new Map([[1, -8]]));
    const made = new Uint8Array(sign(null, toBeSigned(head, '', payload), key));
    return new Uint8Array([0xd2, ...encodeCbor([head, new Map(), payload, made])]);
  };
  const content = new TextEncoder().encode('This is the content.');

  it('is told apart from a bad one', async () => {
    expect(await say(token('It’s a dangerous business'), rsaKey)).toEqual(UNKNOWN);
    expect(await say(token('It’s a dangerous business'), jwk(foreign.publicKey))).toEqual([
      'bad-signature',
      'signature-wrong',
    ]);
    expect(await say(token('It’s a dangerous business'), { issuers: [openG2p] })).toEqual(['malformed', 'not-a-token']);
    expect(await say(token('{"iss":"x","iss":"y"}'), rsaKey)).toEqual(['malformed', 'not-a-token']);
    expect(await say(hex(bare(content)), edKey)).toEqual(UNKNOWN);
    const twice = Uint8Array.of(0xa2, 1, 1, 1, 2);
    expect(await say(hex(bare(twice)), edKey)).toEqual(['malformed', 'not-cbor']);
    expect(await say(hex(bare(content)).replace(/..$/, 'ff'), edKey)).toEqual(['bad-signature', 'signature-wrong']);
    expect(await say(hex(bare(content)), { issuers: [openG2p] })).toEqual(['malformed', 'not-cbor']);
  });

  it('and other messages of COSE are named for what they are', async () => {
    const [encrypt0, encrypt, mac0, signs] = [[0xd0], [0xd8, 96], [0xd1], [0xd8, 98]].map((tag) =>
      Uint8Array.from([...tag, ...encodeCbor([new Uint8Array(), new Map(), content])]),
    );
    for (const [message, expected] of [
      [encrypt0, ENCRYPTED],
      [encrypt, ENCRYPTED],
      [mac0, UNKNOWN],
      [signs, UNKNOWN],
    ] as const) {
      expect(await say(pixelPass(message ?? content), edKey)).toEqual(expected);
      expect(await say(hex(message ?? content), edKey)).toEqual(expected);
      expect(await say(hex(Uint8Array.from([0xd8, 61, ...(message ?? content)])), edKey)).toEqual(expected);
    }
    const untagged = encodeCbor([encodeCbor(new Map([[1, -8]])), new Map(), content, [[content, new Map(), content]]]);
    expect(await say(hex(untagged), edKey)).toEqual(UNKNOWN);
  });
});

describe('a key without a name', () => {
  const pem = String(rsa.publicKey.export({ format: 'pem', type: 'spki' }));
  const [head, , signature] = voucher().split('.');
  const tampered = [
    head,
    Buffer.from(JSON.stringify({ ...voucherClaims, amount: '9' })).toString('base64url'),
    signature,
  ];

  it.each([
    ['PEM', pem],
    ['JWK', rsaKey],
  ])('may be the one that a token names: a tampered token is forged (%s)', async (_form, keys) => {
    expect(await say(voucher(), { issuers: [{ ...openG2p, keys }] })).toEqual(['valid', 'signed-by-trusted-key']);
    expect(await say(tampered.join('.'), { issuers: [{ ...openG2p, keys }] })).toEqual([
      'bad-signature',
      'signature-wrong',
    ]);
  });

  it('is a stranger no more where all keys have other names', async () => {
    const keys = jwk(rsa.publicKey, { kid: 'two' });
    expect(await say(tampered.join('.'), { issuers: [{ ...openG2p, keys }] })).toEqual([
      'untrusted-issuer',
      'no-such-key',
    ]);
  });

  it('opens JSON-LD, whatever the proof calls it', async () => {
    const issuer = createIssuer('EdDSA');
    const signed = await signDocument(farmer, issuer, { type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022' });
    expect(await say(JSON.stringify(signed), { issuers: [issuerFor(farmer, issuer.key.jwk)] })).toEqual([
      'valid',
      'signed-by-trusted-key',
    ]);
  });
});

describe('credentials of W3C as JSON Web Tokens', () => {
  const subject = { id: 'urn:farmer:17', fullName: 'Amina Diallo' };
  const vc = { type: ['VerifiableCredential', 'FarmerCredential'], credentialSubject: subject };
  const trust = { issuers: [{ ...openG2p, claims: undefined, keys: rsaKey, withoutExpiry: true }] };

  it('may be without an end where their issuer’s cards may', async () => {
    const card = token({ iss: ISSUER, nbf: NOW_SECONDS - DAY_SECONDS, vc });
    expect(await say(card, trust)).toEqual(['valid', 'signed-by-trusted-key']);
    expect(await say(card, { issuers: [{ ...openG2p, claims: undefined, keys: rsaKey }] })).toEqual([
      'malformed',
      'no-expiry',
    ]);
    const { exp: _exp, ...endless } = voucherClaims;
    expect(await say(token(endless), trust)).toEqual(['malformed', 'no-expiry']);
  });

  it('end and are revoked by what stands inside as well', async () => {
    const inside = (more: object): string =>
      token({ iss: ISSUER, exp: NOW_SECONDS + DAY_SECONDS, vc: { ...vc, ...more } });
    expect(await say(inside({ expirationDate: '2026-03-14T00:00:00Z' }), trust)).toEqual(['expired', 'past-expiry']);
    expect(await say(inside({ validFrom: '2026-03-16T00:00:00Z' }), trust)).toEqual(['not-yet-valid', 'before-start']);
    const credentialStatus = {
      type: 'BitstringStatusListEntry',
      statusPurpose: 'revocation',
      statusListIndex: '3',
      statusListCredential: 'https://g2p.example.org/status/1',
    };
    expect(await say(inside({ credentialStatus }), trust)).toEqual(['status-stale', 'status-list-missing']);
  });

  it('may name their issuer as version 2 does', async () => {
    const claims = { ...vc, validUntil: '2026-03-16T00:00:00Z' };
    for (const issuer of [ISSUER, { id: ISSUER }])
      expect(await say(token({ ...claims, issuer }, { typ: 'vc+jwt' }), trust)).toEqual([
        'valid',
        'signed-by-trusted-key',
      ]);
    expect(await say(token({ ...claims, iss: 'https://else.example', issuer: ISSUER }), trust)).toEqual([
      'untrusted-issuer',
      'no-such-issuer',
    ]);
  });

  it('are not used in a holder’s envelope', async () => {
    const exp = NOW_SECONDS + DAY_SECONDS;
    expect(await say(token({ iss: ISSUER, exp, vp: { verifiableCredential: [] } }), trust)).toEqual(OTHER_TYPE);
    expect(await say(token({ iss: ISSUER, exp, type: ['VerifiablePresentation'] }), trust)).toEqual(OTHER_TYPE);
    const presentation = {
      '@context': farmer['@context'],
      type: 'VerifiablePresentation',
      verifiableCredential: [farmer],
    };
    expect(await say(JSON.stringify({ ...presentation, proof: {} }), rsaKey)).toEqual(OTHER_TYPE);
    expect(await say(JSON.stringify(presentation), rsaKey)).toEqual(OTHER_TYPE);
    const id = `data:application/vc+jwt,${voucher()}`;
    const enveloped = { '@context': farmer['@context'], type: 'EnvelopedVerifiableCredential', id };
    expect(await say(JSON.stringify(enveloped), rsaKey)).toEqual(OTHER_TYPE);
    expect(await say(JSON.stringify({ ...farmer, type: 'AttestedResource', proof: {} }), rsaKey)).toEqual(OTHER_TYPE);
  });
});

describe('JSON-LD', () => {
  const suite = { type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022' };

  it.each([
    ['a long proof value', { type: 'DataIntegrityProof', cryptosuite: 'ecdsa-sd-2023', proofValue: 'u'.repeat(3000) }],
    ['members of its own', { type: 'EthereumEip712Signature2021', eip712: { domain: {} } }],
    ['nothing else that is known', { type: 'CLSignature2019' }],
    ['no purpose', { type: 'RsaSignature2018', verificationMethod: 'did:example:1', jws: 'a..b' }],
  ])('names a kind of proof that is not supported, though it has %s and unknown contexts', async (_name, proof) => {
    const document = {
      ...farmer,
      '@context': ['https://www.w3.org/ns/credentials/v2', 'https://else.example/v1'],
      proof,
    };
    expect(await say(JSON.stringify(document), edKey)).toEqual(['unsupported', 'unsupported-suite']);
  });

  it('may say no more than whom it is about, if that is signed', async () => {
    const issuer = createIssuer('EdDSA');
    const about = async (credentialSubject: Record<string, string>): Promise<readonly (string | undefined)[]> => {
      const document = { ...farmer, credentialSubject };
      const signed = JSON.stringify(await signDocument(document, issuer, suite));
      return say(signed, { issuers: [issuerFor(document, [{ id: issuer.key.kid, publicKeyJwk: issuer.key.jwk }])] });
    };
    expect(await about({ id: 'urn:farmer:17' })).toEqual(['valid', 'signed-by-trusted-key']);
    for (const unsigned of [{}, { id: '17' }, { id: 'urn:farmer:17', shoeSize: '43' }])
      expect(await about(unsigned as Record<string, string>)).toEqual(['claims-not-covered', 'claims-not-signed']);
  });

  it('may have been issued in a leap second', async () => {
    const issuer = createIssuer('EdDSA');
    const document = { ...farmer, issuanceDate: '2016-12-31T23:59:60Z' };
    const signed = JSON.stringify(await signDocument(document, issuer, { ...suite, cryptosuite: 'eddsa-jcs-2022' }));
    expect(await say(signed, issuer.key.jwk)).toEqual(['valid', 'signed-by-trusted-key']);
  });
});

it('a CWT is read with its tag, and by its type', async () => {
  const claims = new Map<number, unknown>([[4, NOW_SECONDS + DAY_SECONDS]]);
  const tagged = Uint8Array.from([0xd8, 61, ...cwtBytes(claims)]);
  expect(await say(hex(tagged), edKey)).toEqual(['valid', 'signed-by-trusted-key']);
  expect(await say(`HC1:${pixelPass(cwtBytes(claims))}`, edKey)).toEqual(['valid', 'signed-by-trusted-key']);
  for (const [type, expected] of [
    ['application/cwt', ['valid', 'signed-by-trusted-key']],
    ['application/statuslist+cwt', OTHER_TYPE],
  ] as const) {
    const header = new Map<number, unknown>([
      [1, -8],
      [16, type],
    ]);
    expect(await say(hex(cwtBytes(claims, { header })), edKey)).toEqual(expected);
  }
  expect(await say(hex(tagged), jwk(p256.publicKey))).toEqual(['bad-signature', 'algorithm-not-allowed']);
});
