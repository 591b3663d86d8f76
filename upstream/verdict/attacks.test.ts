import { describe, expect, it } from 'vitest';
import {
  ask,
  cwt,
  DAY_SECONDS,
  ed,
  foreign,
  ISSUER,
  jwk,
  jws,
  NOW_MS,
  NOW_SECONDS,
  openG2p,
  rsa,
  say,
  voucher,
  voucherClaims,
} from './sign.fixture.ts';

const trust = { issuers: [openG2p] };
const pem = String(rsa.publicKey.export({ format: 'pem', type: 'spki' }));
const VALID = ['valid', 'signed-by-trusted-key'];
const cwtClaims = new Map<number, unknown>([
  [1, ISSUER],
  [4, NOW_SECONDS + DAY_SECONDS],
  [6, NOW_SECONDS - DAY_SECONDS],
]);
const cwtTrust = { issuers: [{ id: ISSUER, formats: ['claim-169'], keys: jwk(ed.publicKey, { kid: 'e' }) }] };

describe('algorithms', () => {
  it.each([
    ['none', jws({ alg: 'none' }, voucherClaims, ''), ['bad-signature', 'algorithm-not-allowed']],
    ['no signature', jws({ alg: 'RS256', kid: 'one' }, voucherClaims, ''), ['bad-signature', 'signature-missing']],
    [
      'HS256 with the public key',
      jws({ alg: 'HS256', kid: 'one' }, voucherClaims, pem),
      ['bad-signature', 'algorithm-not-allowed'],
    ],
    [
      'PS256 where the key is for RS256',
      jws({ alg: 'PS256', kid: 'one' }, voucherClaims, rsa.privateKey),
      ['bad-signature', 'algorithm-not-allowed'],
    ],
    [
      'a foreign key in the header',
      voucher({}, { jwk: jwk(foreign.publicKey), alg: 'RS256' }).replace(
        /[^.]*$/,
        () => jws({ alg: 'RS256' }, voucherClaims, foreign.privateKey).split('.')[2] ?? '',
      ),
      ['bad-signature', 'signature-wrong'],
    ],
    [
      'a foreign key under a known name',
      jws({ alg: 'RS256', kid: 'one' }, voucherClaims, foreign.privateKey),
      ['bad-signature', 'signature-wrong'],
    ],
    [
      'a foreign key under its own name',
      jws(
        { alg: 'RS256', kid: 'two', jwk: jwk(foreign.publicKey), jku: 'https://evil.example' },
        voucherClaims,
        foreign.privateKey,
      ),
      ['untrusted-issuer', 'no-such-key'],
    ],
    ['an unknown critical extension', voucher({}, { crit: ['exp2'], exp2: 1 }), ['unsupported', 'unsupported-version']],
    ['a status list as a voucher', voucher({}, { typ: 'statuslist+jwt' }), ['unsupported', 'type-not-allowed']],
    ['an unencoded payload', voucher({}, { b64: false }), ['unsupported', 'unsupported-version']],
    [
      'an algorithm that the station does not have',
      jws({ alg: 'RS512' }, voucherClaims, rsa.privateKey),
      ['unsupported', 'unsupported-algorithm'],
    ],
  ])('refuses %s', async (_name, text, expected) => {
    expect(await say(text, trust)).toEqual(expected);
  });

  it('accepts another name of the key, a number as provider and a header without any name', async () => {
    expect(await say(voucher({}, { kid: 'cHJlZml4' }), trust)).toEqual(VALID);
    const result = await ask(voucher({ aud: 34 }, { kid: undefined }), trust);
    expect([result.verdict, result.voucher?.providers]).toEqual(['valid', ['34']]);
  });

  it('takes the algorithm of a COSE message from where it is signed only', async () => {
    expect(await say(cwt(cwtClaims), cwtTrust)).toEqual(VALID);
    expect(await say(cwt(cwtClaims, { tag: false }), cwtTrust)).toEqual(VALID);
    expect(await say(cwt(cwtClaims, { header: new Map(), open: new Map([[1, -8]]) }), cwtTrust)).toEqual([
      'bad-signature',
      'algorithm-not-allowed',
    ]);
    expect(
      await say(
        cwt(cwtClaims, {
          header: new Map<number, unknown>([
            [1, -8],
            [2, [99]],
          ]),
        }),
        cwtTrust,
      ),
    ).toEqual(['unsupported', 'unsupported-version']);
    expect(await say(cwt(cwtClaims, { header: new Map([[1, 5]]) }), cwtTrust)).toEqual([
      'unsupported',
      'unsupported-algorithm',
    ]);
  });
});

describe('time', () => {
  it.each([
    ['no end', { exp: undefined }, ['malformed', 'no-expiry']],
    ['an end that is no number', { exp: 'tomorrow' }, ['malformed', 'time-unreadable']],
    ['an end that has come', { exp: NOW_SECONDS }, ['expired', 'past-expiry']],
    ['a beginning to come', { nbf: NOW_SECONDS + 1 }, ['not-yet-valid', 'before-start']],
    ['a “valid from” to come in iat', { iat: NOW_SECONDS + 1 }, ['not-yet-valid', 'before-start']],
  ])('refuses %s', async (_name, claims, expected) => {
    expect(await say(voucher(claims), trust)).toEqual(expected);
  });

  it('refuses a longer life than the programme allows', async () => {
    const short = { issuers: [{ ...openG2p, maxLifetimeMs: 30 * DAY_SECONDS * 1000 }] };
    expect(await say(voucher(), short)).toEqual(['malformed', 'lifetime-too-long']);
    expect(await say(voucher({ iat: NOW_SECONDS, exp: NOW_SECONDS + DAY_SECONDS }), short)).toEqual(VALID);
  });

  it('allows for a clock that is off by what the trust list says, and for no clock that runs behind', async () => {
    const tolerant = { ...trust, clockToleranceMs: 300_000 };
    expect(await say(voucher({ exp: NOW_SECONDS - 299 }), tolerant)).toEqual(VALID);
    expect(await say(voucher({ exp: NOW_SECONDS - 301 }), tolerant)).toEqual(['expired', 'past-expiry']);
    expect(await say(voucher({ iat: NOW_SECONDS + 299 }), tolerant)).toEqual(VALID);
    expect(await say(voucher(), tolerant, { seenMs: NOW_MS + 299_000 })).toEqual(VALID);
    expect(await say(voucher(), tolerant, { seenMs: NOW_MS + 301_000 })).toEqual(['clock-behind', 'clock-behind']);
  });
});

describe('keys', () => {
  const key = {
    kid: 'one',
    jwk: { kty: 'RSA', ...(({ n, e }) => ({ n, e }))(jwk(rsa.publicKey) as { n: string; e: string }) },
    algorithms: ['RS256'],
  };
  const having = (more: object): object => ({ issuers: [{ ...openG2p, keys: [{ ...key, ...more }] }] });
  const issuedMs = voucherClaims.iat * 1000;

  it.each([
    ['was revoked before', { revokedAtMs: issuedMs }, ['untrusted-issuer', 'key-revoked']],
    ['was revoked after', { revokedAtMs: issuedMs + 1 }, VALID],
    ['was stolen, whatever the date says', { stolen: true }, ['untrusted-issuer', 'key-revoked']],
    ['ended before', { validUntilMs: issuedMs }, ['untrusted-issuer', 'key-not-in-force']],
    ['ended since', { validUntilMs: NOW_MS - 1 }, VALID],
    ['has not begun', { validFromMs: NOW_MS + 1 }, ['untrusted-issuer', 'key-not-in-force']],
  ])('that %s', async (_name, more, expected) => {
    expect(await say(voucher(), having(more))).toEqual(expected);
  });

  it('that do not say when they signed count for nothing once revoked', async () => {
    expect(await say(voucher({ iat: undefined }), having({ revokedAtMs: NOW_MS + 1 }))).toEqual([
      'untrusted-issuer',
      'key-revoked',
    ]);
  });

  it('of an issuer open nothing in the name of another, nor in another format', async () => {
    const other = { ...openG2p, id: 'https://other.example.org', keys: jwk(foreign.publicKey) };
    const both = { issuers: [openG2p, other] };
    expect(await say(jws({ alg: 'RS256' }, voucherClaims, foreign.privateKey), both)).toEqual([
      'bad-signature',
      'signature-wrong',
    ]);
    expect(await say(voucher({ iss: 'https://nobody.example.org' }), both)).toEqual([
      'untrusted-issuer',
      'no-such-issuer',
    ]);
    expect(await say(voucher(), { issuers: [{ ...openG2p, formats: ['sd-jwt'] }] })).toEqual([
      'untrusted-issuer',
      'format-not-allowed',
    ]);
  });
});
