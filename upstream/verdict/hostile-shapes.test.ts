import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { toBase45 } from '../../main/credentials/read/base45.ts';
import { encodeCbor } from '../../shared/wire/cose.ts';
import { openG2pCredential, openG2pRegistry } from './openg2p-credential.fixture.ts';
import {
  ask,
  claimMap,
  ed,
  foreign,
  ISSUER,
  jws,
  openG2p,
  rsa,
  say,
  voucher,
  voucherClaims,
  issuerFor,
} from './sign.fixture.ts';
import { readTrustFile } from './trust-file.ts';
import { readVectorJson } from './vectors.fixture.ts';

const trust = { issuers: [openG2p] };
const insurance = readVectorJson('inji-qr/insurance-2025.json');
const insuranceKeys = readVectorJson('keys/mosip-vc-verifier/didMosipKey.json');
const inForce = { nowMs: Date.UTC(2025, 9, 20) };
const pixelPass = (bytes: Uint8Array): string => toBase45(deflateSync(bytes));

describe('a claim that is not what was signed', () => {
  it.each(['policyName', 'policyNumber'])('is not used where its value can change places (%s)', async (name) => {
    const issuer = issuerFor(insurance, insuranceKeys, { code: `credentialSubject.${name}` });
    expect(await say(JSON.stringify(insurance), { issuers: [issuer] }, inForce)).toEqual([
      'claims-not-covered',
      'needed-claim-not-signed',
    ]);
  });

  it('is told apart from those that are covered', async () => {
    const issuer = issuerFor(insurance, insuranceKeys, { name: 'credentialSubject.fullName' });
    const result = await ask(JSON.stringify(insurance), { issuers: [issuer] }, inForce);
    expect([result.verdict, result.voucher?.name]).toEqual(['valid', 'Sandra']);
    expect(result.claims['credentialSubject']).not.toHaveProperty('policyNumber');
    expect(result.swappable).toContainEqual(['credentialSubject.policyName', 'credentialSubject.policyNumber']);
  });

  it('counts from when the proof was made, where a key was revoked', async () => {
    const issuer = issuerFor(insurance, insuranceKeys);
    const list = readTrustFile(JSON.stringify({ issuers: [issuer] }), 0);
    if (!list.ok) throw new Error(list.error);
    const [first] = list.value.issuers;
    const revokedAt = (revokedAtMs: number): unknown => ({
      issuers: [{ ...first, keys: first?.keys.map((key) => ({ ...key, revokedAtMs })) }],
    });
    const createdMs = Date.UTC(2025, 9, 7, 5, 20, 28);
    expect((await say(JSON.stringify(insurance), revokedAt(createdMs + 1), inForce))[0]).toBe('valid');
    expect(await say(JSON.stringify(insurance), revokedAt(createdMs), inForce)).toEqual([
      'untrusted-issuer',
      'key-revoked',
    ]);
  });

  it('is refused under another type or context than its issuer’s own', async () => {
    const { types: _types, ...other } = issuerFor(insurance, insuranceKeys) as { types: unknown };
    expect(await say(JSON.stringify(insurance), { issuers: [other] }, inForce)).toEqual([
      'unsupported',
      'type-not-allowed',
    ]);
    const elsewhere = {
      ...other,
      types: [{ type: 'InsuranceCredential', contexts: [['https://www.w3.org/2018/credentials/v1']] }],
    };
    expect(await say(JSON.stringify(insurance), { issuers: [elsewhere] }, inForce)).toEqual([
      'claims-not-covered',
      'context-not-allowed',
    ]);
  });
});

describe('a credential whose claims nobody signed', () => {
  const subject = { nationalId: '123456789' };
  const trusting = (more: object = {}): unknown => ({ issuers: [{ ...openG2pRegistry, ...more }] });
  const presented = async (text: string, list = trusting()): Promise<unknown> => {
    const result = await ask(text, list);
    expect([result.verdict, result.reasons, result.claims, result.voucher]).toEqual([
      'claims-not-covered',
      ['claims-not-signed'],
      {},
      null,
    ]);
    return result.presented;
  };

  it('names its issuer, and whom it presents beside it', async () => {
    const result = await ask(openG2pCredential(subject), trusting());
    expect([result.verdict, result.issuer?.name]).toEqual(['claims-not-covered', 'Example registry']);
    expect(result.notCovered).toContain('credentialSubject.nationalId');
    expect(result.presented).toEqual({ beneficiary: '123456789', birthDate: '1980-05-03' });
  });

  it('can be changed at will, which is why it is not believed', async () => {
    const changed = openG2pCredential({ nationalId: '987654321' }, { id: 'another' });
    expect(await presented(changed)).toMatchObject({ beneficiary: '987654321' });
    expect(await say(openG2pCredential(subject, {}, foreign.privateKey), trusting())).toEqual([
      'bad-signature',
      'signature-wrong',
    ]);
  });

  it.each([
    ['has ended', openG2pCredential(subject, { expirationDate: '2026-03-01T00:00:00Z' }), trusting()],
    ['has not begun', openG2pCredential(subject, { issuanceDate: '2026-04-01T00:00:00Z' }), trusting()],
    ['names no person', openG2pCredential({}), trusting()],
    ['names several', openG2pCredential({}, { credentialSubject: [subject, subject] }), trusting()],
    [
      'names a status that nobody can look up',
      openG2pCredential(subject, {
        credentialStatus: {
          type: 'BitstringStatusListEntry',
          statusListCredential: 'https://x.example',
          statusListIndex: '1',
          statusPurpose: 'revocation',
        },
      }),
      { ...(trusting() as object), whenStatusMissing: 'refuse' },
    ],
    [
      'is of an issuer without a map',
      openG2pCredential(subject),
      trusting({ types: openG2pRegistry.types.map(({ claims: _, ...type }) => type) }),
    ],
    ['must say its end', openG2pCredential(subject), trusting({ withoutExpiry: false })],
  ])('presents nobody where it %s', async (_why, text, list) => {
    expect(await presented(text, list)).toBeNull();
  });

  it('presents nobody by a key that was revoked before it signed', async () => {
    const list = readTrustFile(JSON.stringify(trusting()), 0);
    if (!list.ok) throw new Error(list.error);
    const revokedAt = (revokedAtMs: number): unknown => ({
      issuers: list.value.issuers.map((one) => ({ ...one, keys: one.keys.map((key) => ({ ...key, revokedAtMs })) })),
    });
    const signedMs = Date.UTC(2026, 0, 2, 3, 4, 5);
    expect(await presented(openG2pCredential(subject), revokedAt(signedMs + 1))).not.toBeNull();
    expect(await presented(openG2pCredential(subject), revokedAt(signedMs))).toBeNull();
  });
});

describe('hostile shapes', () => {
  it.each([
    ['a link', 'https://g2p.example.org/voucher?code=1', ['unsupported', 'link']],
    ['an online presentation', 'INJI_OVP://https://verify.example/authorize?x', ['unsupported', 'link']],
    ['a wallet link', 'openid4vp://?request_uri=https://evil.example', ['unsupported', 'link']],
    ['nothing', '  ', ['malformed', 'empty']],
    ['too much', 'A'.repeat(65_537), ['malformed', 'too-long']],
    ['an encrypted token', 'eyJhbGciOiJSU0EifQ.AA.AA.AA.AA', ['unsupported', 'encrypted']],
    [
      'a mobile document',
      pixelPass(
        encodeCbor(
          new Map<string, unknown>([
            ['docType', 'org.iso.18013.5.1.mDL'],
            ['issuerSigned', new Map()],
          ]),
        ),
      ),
      ['unsupported', 'iso-mdoc'],
    ],
    ['a zip bomb', pixelPass(new Uint8Array(3_000_000)), ['malformed', 'too-complex']],
    [
      'a list that claims four thousand million values',
      pixelPass(Uint8Array.of(0x9a, 0xff, 0xff, 0xff, 0xff)),
      ['malformed', 'not-cbor'],
    ],
    ['CBOR in itself', pixelPass(new Uint8Array(60_000).fill(0x81)), ['malformed', 'too-complex']],
    ['endless CBOR', pixelPass(new Uint8Array(60_000).fill(0x9f)), ['malformed', 'too-complex']],
    ['tags on tags', pixelPass(new Uint8Array(60_000).fill(0xc1)), ['malformed', 'too-complex']],
    [
      'many small values',
      pixelPass(Uint8Array.of(0x99, 0xea, 0x60, ...new Uint8Array(60_000))),
      ['malformed', 'too-complex'],
    ],
    ['JSON in itself', '['.repeat(60_000), ['malformed', 'too-complex']],
    ['doubled CBOR keys', pixelPass(Uint8Array.of(0xa2, 0x61, 0x61, 1, 0x61, 0x61, 2)), ['malformed', 'not-cbor']],
    ['doubled JSON keys', '{"@context":1,"@context":2}', ['malformed', 'not-json']],
    [
      'doubled claims',
      jws({ alg: 'RS256', kid: 'one' }, `{"iss":"${ISSUER}","iss":"x"}`, rsa.privateKey),
      ['malformed', 'not-a-token'],
    ],
    [
      'JSON without a proof',
      JSON.stringify({ '@context': ['x'], type: ['T'], issuer: ISSUER, credentialSubject: { a: 1 } }),
      ['bad-signature', 'signature-missing'],
    ],
    ['a bare code, which is looked up only', '2-37ec-47d3-a937-5d55', ['look-up-only', 'unsigned-code']],
  ])('%s', async (_name, text, expected) => {
    expect(await say(text, trust)).toEqual(expected);
  });

  it('leaves names of JavaScript’s own objects harmless', async () => {
    const text = jws(
      { alg: 'RS256', kid: 'one' },
      `{"__proto__":{"admin":true},"constructor":1,${JSON.stringify(voucherClaims).slice(1)}`,
      rsa.privateKey,
    );
    const result = await ask(text, trust);
    expect(result.verdict).toBe('valid');
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
    const inherited = { issuers: [{ ...openG2p, claims: { ...claimMap, name: 'toString' } }] };
    expect(await say(voucher(), inherited)).toEqual(['malformed', 'needed-claim-missing']);
  });

  it('an issuer that vouches for itself stays unknown', async () => {
    const own = jws(
      { alg: 'EdDSA', kid: 'did:key:z6Mk#z6Mk', x5c: ['MIIB'] },
      { ...voucherClaims, iss: 'did:key:z6Mk' },
      ed.privateKey,
    );
    expect(await say(own, trust)).toEqual(['untrusted-issuer', 'no-such-issuer']);
  });
});
