import { describe, expect, it } from 'vitest';
import { CredentialResult } from './credential-verdict.ts';
import { StationTrustList, TrustList } from './trust-list.ts';

const key = {
  kid: 'one',
  jwk: { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43) },
  algorithms: ['EdDSA'],
};
const list = {
  version: 1,
  asOfMs: 0,
  clockToleranceMs: 0,
  issuers: [{ id: 'https://g2p.example.org', name: 'Example', formats: ['jwt'], keys: [key] }],
  statusLists: [],
  whenStatusMissing: 'refuse',
  providers: [],
};

describe('trust list', () => {
  it('is read as it is written', () => {
    expect(TrustList.parse(list)).toEqual(list);
  });

  it.each([
    ['a private key', { ...key, jwk: { ...key.jwk, d: 'A'.repeat(43) } }],
    ['a secret key', { ...key, jwk: { kty: 'oct', k: 'AAAA' } }],
    ['a short RSA key', { ...key, jwk: { kty: 'RSA', n: 'A'.repeat(171), e: 'AQAB' }, algorithms: ['RS256'] }],
    ['no algorithm', { ...key, algorithms: [] }],
    ['an algorithm of shared secrets', { ...key, algorithms: ['HS256'] }],
  ])('refuses %s', (_name, wrong) => {
    expect(TrustList.safeParse({ ...list, issuers: [{ ...list.issuers[0], keys: [wrong] }] }).success).toBe(false);
  });

  it('is not taken by a station where an issuer is on trial', () => {
    const trial = { ...list, issuers: [{ ...list.issuers[0], trial: true }] };
    expect([TrustList.safeParse(trial).success, StationTrustList.safeParse(trial).success]).toEqual([true, false]);
    expect(StationTrustList.safeParse(list).success).toBe(true);
  });

  it('refuses what it does not know', () => {
    expect(TrustList.safeParse({ ...list, fetchKeysFrom: 'https://example.org' }).success).toBe(false);
    expect(TrustList.safeParse({ ...list, version: 2 }).success).toBe(false);
  });
});

describe('result', () => {
  it('always gives a reason', () => {
    expect(CredentialResult.safeParse({ verdict: 'valid', reasons: [] }).success).toBe(false);
  });
});
