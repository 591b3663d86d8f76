import { describe, expect, it } from 'vitest';
import { signerOf } from '../../main/vault/crypto/ed25519.ts';
import { issueVoucher, voucherId } from '../../shared/wire/gv1.ts';
import {
  ask,
  DAY_SECONDS,
  ISSUER,
  jwk,
  jws,
  NOW_MS,
  NOW_SECONDS,
  openG2p,
  p256,
  say,
  sdJwt,
  voucher,
  voucherClaims,
} from './sign.fixture.ts';

const trust = { issuers: [openG2p] };
const sdTrust = { issuers: [{ id: ISSUER, formats: ['sd-jwt'], keys: jwk(p256.publicKey) }] };
const sdClaims = { iss: ISSUER, vct: 'card', exp: NOW_SECONDS + DAY_SECONDS, iat: NOW_SECONDS - 60 };

describe('disclosures', () => {
  it('are put where a signed hash stands for them', async () => {
    const result = await ask(sdJwt(sdClaims, { given_name: 'Jane' }), sdTrust);
    expect([result.verdict, result.claims['given_name'], result.claims['_sd']]).toEqual(['valid', 'Jane', undefined]);
  });

  it('that nothing signed stands for are left out and told', async () => {
    const extra = Buffer.from('["salt","admin",true]').toString('base64url');
    const result = await ask(sdJwt(sdClaims, {}, [extra]), sdTrust);
    expect([result.verdict, result.claims['admin'], result.notCovered]).toEqual(['valid', undefined, ['admin']]);
    expect(result.reasons).toContain('claims-not-signed');
  });

  it.each([
    ['a claim that is there already', sdJwt({ ...sdClaims, sub: 'a' }, { sub: 'b' })],
    ['the end of validity', sdJwt({ iss: ISSUER, vct: 'card' }, { exp: NOW_SECONDS + 9 })],
    ['no list', sdJwt(sdClaims, {}, ['e30'])],
    ['the same twice', ((text: string) => text.replace(/~([^~]+)~/, '~$1~$1~'))(sdJwt(sdClaims, { a: 1 }))],
    ['a hash of no known kind', jws({ alg: 'ES256' }, { ...sdClaims, _sd_alg: 'constructor' }, p256.privateKey) + '~'],
  ])('for %s make the whole wrong', async (_name, text) => {
    expect(await say(text, sdTrust)).toEqual(['bad-signature', 'disclosure-wrong']);
  });
});

describe('the same voucher twice', () => {
  it('has one name in the ledger, under every spelling of its issuer and as GV1', async () => {
    const moved = { issuers: [{ ...openG2p, aliases: ['https://g2p.example.org/api/v1/payments'] }] };
    const unique = (await ask(voucher(), moved)).voucher?.unique;
    expect(unique).toBe(voucherId(ISSUER, voucherClaims.code));
    expect((await ask(voucher({ iss: 'https://g2p.example.org/api/v1/payments' }), moved)).voucher?.unique).toBe(
      unique,
    );
    const signer = signerOf(new Uint8Array(32).fill(3));
    const own = issueVoucher(
      {
        programme: 'relief',
        cycle: 'c1',
        beneficiary: 'HH-1',
        id: unique ?? '',
        validFromMs: NOW_MS - 1000,
        validUntilMs: NOW_MS + 1000,
        items: [],
        provider: '34',
        cash: { currency: 'USD', amountMinor: 500_000 },
      },
      signer,
    );
    const gv1 = {
      id: 'relief',
      formats: ['gv1'],
      keys: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(signer.publicKey).toString('base64url') },
    };
    const result = await ask(own, { issuers: [gv1] });
    expect(result.voucher).toMatchObject({
      unique,
      amountMinor: 500_000,
      currency: 'USD',
      providers: ['34'],
      name: null,
    });
    expect(await say(own, { issuers: [{ ...gv1, id: 'other' }] })).toEqual(['untrusted-issuer', 'no-such-issuer']);
    expect(await say(`${own.slice(0, -1)}${own.endsWith('A') ? 'B' : 'A'}`, { issuers: [gv1] })).toEqual([
      expect.stringMatching(/bad-signature|malformed/),
      expect.anything(),
    ]);
  });

  it('says amount and currency only where both are known', async () => {
    expect((await ask(voucher(), trust)).voucher).toMatchObject({
      amountMinor: 500_000,
      currency: 'USD',
      entitlement: '12',
    });
    expect(await say(voucher({ amount: '5,000' }), trust)).toEqual(['malformed', 'amount-unreadable']);
    const bare = await ask(voucher(), { issuers: [{ ...openG2p, claims: undefined }] });
    expect([bare.verdict, bare.voucher?.amountMinor, bare.reasons]).toEqual([
      'valid',
      null,
      ['signed-by-trusted-key', 'currency-unknown'],
    ]);
  });
});
