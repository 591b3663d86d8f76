import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PublicJwk, type StatusList, type TrustedIssuer, type TrustList } from '../../../shared/domain/trust-list.ts';
import { encodeCbor, toBeSigned } from '../../../shared/wire/cose.ts';
import { signerOf } from '../../../shared/wire/ed25519.ts';
import { issueVoucher } from '../../../shared/wire/gv1.ts';
import { checkCredential } from '../credentials.ts';
import { readKeySource } from '../trusting/key-sources.ts';
import { readStatusList } from './read-list.ts';
import { ietfBits, w3cBits } from './status-bits.ts';

const folder = new URL('../../../resources/vectors/', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), 'utf8');

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 2, 15);
const URI = 'https://issuer.example.org/status/1';
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signer = signerOf(new Uint8Array(32).fill(9));
const issuer: TrustedIssuer = {
  id: 'relief',
  name: 'Relief',
  formats: ['gv1'],
  keys: [
    { kid: 'lists', jwk: PublicJwk.parse(ec.publicKey.export({ format: 'jwk' })), algorithms: ['ES256'] },
    {
      kid: 'vouchers',
      jwk: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(signer.publicKey).toString('base64url') },
      algorithms: ['EdDSA'],
    },
  ],
  statusList: URI,
};
/** Entry 1 revoked, 2 suspended, 3 something of the application. */
const packed = deflateSync(Uint8Array.of(0b11_10_01_00));
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const claims = { sub: URI, iat: NOW_MS / 1000 - 60, status_list: { bits: 2, lst: packed.toString('base64url') } };

function jwt(more: object = {}, type = 'statuslist+jwt'): string {
  const message = `${part({ alg: 'ES256', typ: type, kid: 'lists' })}.${part({ ...claims, ...more })}`;
  const made = sign('sha256', Buffer.from(message), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' });
  return `${message}.${made.toString('base64url')}`;
}

function cwt(type = 'application/statuslist+cwt'): string {
  const head = encodeCbor(
    new Map<number, unknown>([
      [1, -7],
      [16, type],
    ]),
  );
  const payload = encodeCbor(
    new Map<number, unknown>([
      [2, URI],
      [6, claims.iat],
      [
        65_533,
        new Map<string, unknown>([
          ['bits', 2],
          ['lst', new Uint8Array(packed)],
        ]),
      ],
    ]),
  );
  const made = sign('sha256', toBeSigned(head, '', payload), { key: ec.privateKey, dsaEncoding: 'ieee-p1363' });
  return Buffer.from([0xd2, ...encodeCbor([head, new Map(), payload, new Uint8Array(made)])]).toString('base64');
}

const list = (more: Partial<StatusList> = {}): StatusList => ({
  uri: URI,
  kind: 'ietf-jwt',
  signed: jwt(),
  fetchedAtMs: NOW_MS,
  maxAgeMs: DAY_MS,
  whenOlder: 'refuse',
  ...more,
});

const trustWith = (statusLists: StatusList[], more: Partial<TrustList> = {}): TrustList => ({
  version: 1,
  asOfMs: NOW_MS,
  clockToleranceMs: 0,
  issuers: [issuer],
  statusLists,
  whenStatusMissing: 'refuse',
  providers: [],
  ...more,
});

async function verdictOf(statusIndex: number, trust: TrustList, nowMs = NOW_MS): Promise<unknown[]> {
  const text = issueVoucher(
    {
      programme: 'relief',
      cycle: 'c',
      beneficiary: 'HH-1',
      id: '00'.repeat(16),
      validFromMs: NOW_MS - DAY_MS,
      validUntilMs: NOW_MS + 100 * DAY_MS,
      items: [],
      statusIndex,
    },
    signer,
  );
  const { verdict, reasons, status } = await checkCredential(text, { trust, clock: { nowMs, seenMs: 0 } });
  return [verdict, reasons[0], status?.state];
}

describe('bits', () => {
  const vectors = JSON.parse(read('status/ietf-encodings.json')) as {
    bits: number;
    lst: string;
    size: number;
    expected?: number[];
    expectedOnes?: number[];
  }[];
  it.each(vectors)('of $size entries read as the draft says', ({ bits, lst, size, expected, expectedOnes }) => {
    const value = ietfBits(lst, bits);
    const all = Array.from({ length: size }, (_, index) => value?.(index));
    if (expected !== undefined) expect(all).toEqual(expected);
    else expect(all.flatMap((one, index) => (one === 1 ? [index] : []))).toEqual(expectedOnes);
    expect(value?.(Math.ceil((size * bits) / 8) * 8)).toBeUndefined();
  });

  it('of W3C lists are read from the highest', () => {
    const bytes = new Uint8Array(16_384);
    bytes[1] = 0b0100_0000;
    const encoded = gzipSync(bytes).toString('base64url');
    for (const text of [encoded, `u${encoded}`])
      expect([8, 9, 10].map((index) => w3cBits(text)?.(index))).toEqual([0, 1, 0]);
    expect(w3cBits(`u${gzipSync(bytes.subarray(1)).toString('base64url')}`)).toBeUndefined();
  });

  it('that would unpack to too much are refused', () => {
    const bomb = deflateSync(new Uint8Array(1_048_577));
    expect(ietfBits(new Uint8Array(bomb), 1)).toBeUndefined();
    expect(ietfBits(packed.toString('base64url'), 3)).toBeUndefined();
    expect(ietfBits('AAAA', 1)).toBeUndefined();
  });
});

describe('status list', () => {
  it('of the draft is read with its issuer’s key and no other', async () => {
    const { keys } = readKeySource(JSON.parse(read('keys/ietf-status-list.jwk.json')));
    const drafted: StatusList = list({
      uri: 'https://example.com/statuslists/1',
      signed: read('status/ietf-status-list.jwt.txt'),
    });
    const surroundings = { trust: trustWith([]), clock: { nowMs: NOW_MS, seenMs: 0 } };
    const found = await readStatusList(drafted, { ...issuer, keys: [...keys] }, surroundings);
    expect(Array.from({ length: 16 }, (_, index) => found?.bits(index)).join('')).toBe('1001110111000101');
    expect([found?.lifetimeMs, found?.untilMs]).toEqual([43_200_000, 2_291_720_170_000]);
    expect(await readStatusList(drafted, issuer, surroundings)).toBeUndefined();
    expect(
      await readStatusList({ ...drafted, uri: URI }, { ...issuer, keys: [...keys] }, surroundings),
    ).toBeUndefined();
  });

  it.each([
    ['JWT', list()],
    ['CWT', list({ kind: 'ietf-cwt', signed: cwt() })],
  ])('tells what is revoked, suspended and something else (%s)', async (_name, one) => {
    const trust = trustWith([one]);
    expect(await verdictOf(0, trust)).toEqual(['valid', 'signed-by-trusted-key', 'valid']);
    expect(await verdictOf(1, trust)).toEqual(['revoked', 'revoked', 'revoked']);
    expect(await verdictOf(2, trust)).toEqual(['revoked', 'suspended', 'suspended']);
    expect(await verdictOf(3, trust)).toEqual(['revoked', 'status-not-valid', 'not-valid']);
    expect(await verdictOf(4, trust)).toEqual(['status-stale', 'status-list-unreadable', 'unknown']);
  });

  it('that is missing, of another kind of token or of another address says nothing', async () => {
    expect(await verdictOf(0, trustWith([]))).toEqual(['status-stale', 'status-list-missing', 'unknown']);
    const allowing = { whenStatusMissing: 'allow-with-flag' } as const;
    expect(await verdictOf(0, trustWith([], allowing))).toEqual(['valid', 'signed-by-trusted-key', 'unknown']);
    for (const wrong of [jwt({}, 'jwt'), jwt({ sub: 'https://elsewhere.example' }), `${jwt()}A`])
      expect(await verdictOf(0, trustWith([list({ signed: wrong })]))).toEqual([
        'status-stale',
        'status-list-unreadable',
        'unknown',
      ]);
    expect(await verdictOf(0, trustWith([list({ kind: 'ietf-cwt', signed: cwt('cwt') })]))).toEqual([
      'status-stale',
      'status-list-unreadable',
      'unknown',
    ]);
  });

  it.each([
    ['than the programme allows', list(), NOW_MS - 60_000 + DAY_MS],
    ['than its own ttl', list({ signed: jwt({ ttl: 3600 }) }), NOW_MS + 3_600_000],
    ['than its own end', list({ signed: jwt({ exp: NOW_MS / 1000 + 60 }) }), NOW_MS + 60_000],
  ])('older %s is refused or flagged, and revoked stays revoked', async (_name, one, nowMs) => {
    expect(await verdictOf(0, trustWith([one]), nowMs - 1)).toEqual(['valid', 'signed-by-trusted-key', 'valid']);
    expect(await verdictOf(0, trustWith([one]), nowMs)).toEqual(['status-stale', 'status-list-old', 'valid']);
    expect(await verdictOf(1, trustWith([one]), nowMs)).toEqual(['revoked', 'revoked', 'revoked']);
    const flagged = trustWith([{ ...one, whenOlder: 'allow-with-flag' }]);
    expect(await verdictOf(0, flagged, nowMs)).toEqual(['valid', 'signed-by-trusted-key', 'valid']);
  });
});
