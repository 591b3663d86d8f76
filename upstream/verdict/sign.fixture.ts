import { createHash, createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import { encodeCbor, toBeSigned } from '../../shared/wire/cose.ts';
import { toBase45 } from '../../main/credentials/read/base45.ts';
import type { CredentialResult } from '../../shared/domain/credential-verdict.ts';
import { readTrustFile } from './trust-file.ts';

/** An issuer made up for a test, with keys of the kinds that issuers have. */
export const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const ed = generateKeyPairSync('ed25519');
export const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });

export const ISSUER = 'https://g2p.example.org/api/v1/security';
export const NOW_MS = Date.UTC(2026, 2, 15, 8);
export const NOW_SECONDS = NOW_MS / 1000;
export const DAY_SECONDS = 86_400;

export const jwk = (key: KeyObject, more: object = {}): object => ({ ...key.export({ format: 'jwk' }), ...more });

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A compact JWS with whatever header and claims are given. */
export function jws(header: Record<string, unknown>, claims: unknown, key: KeyObject | string): string {
  const message = `${part(header)}.${typeof claims === 'string' ? Buffer.from(claims).toString('base64url') : part(claims)}`;
  return `${message}.${signature(header['alg'], message, key).toString('base64url')}`;
}

function signature(algorithm: unknown, message: string, key: KeyObject | string): Buffer {
  if (typeof key === 'string') return key === '' ? Buffer.alloc(0) : createHmac('sha256', key).update(message).digest();
  const bytes = Buffer.from(message);
  if (algorithm === 'EdDSA') return sign(null, bytes, key);
  if (algorithm === 'ES256') return sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' });
  return sign('sha256', bytes, algorithm === 'PS256' ? { key, padding: 6, saltLength: 32 } : key);
}

/** What OpenG2P prints (2026 instead of 2023, another person). */
export const voucherClaims = {
  iss: ISSUER,
  sub: '12',
  aud: '34',
  exp: NOW_SECONDS + 30 * DAY_SECONDS,
  iat: NOW_SECONDS - 30 * DAY_SECONDS,
  amount: '5000.0',
  type: 'voucher',
  code: '2-37ec-47d3-a937-5d55',
  bName: 'DOE, JANE',
} as const;

export const voucher = (claims: object = {}, header: Record<string, unknown> = {}): string =>
  jws({ alg: 'RS256', kid: 'one', typ: 'JWT', ...header }, { ...voucherClaims, ...claims }, rsa.privateKey);

export const claimMap = {
  entitlement: 'sub',
  code: 'code',
  amount: 'amount',
  defaultCurrency: 'USD',
  provider: 'aud',
} as const;

/** The issuer as a programme would trust it. */
export const openG2p = {
  id: ISSUER,
  name: 'Example programme',
  formats: ['jwt'],
  keys: { keys: [jwk(rsa.publicKey, { kid: 'one', use: 'sig', alg: 'RS256' })] },
  claims: claimMap,
};

/** A CWT as other makers write it, in PixelPass. */
export function cwt(
  claims: ReadonlyMap<number, unknown>,
  options: Readonly<{ header?: Map<number, unknown>; open?: Map<number, unknown>; tag?: boolean }> = {},
): string {
  return toBase45(deflateSync(cwtBytes(claims, options)));
}

export function cwtBytes(
  claims: ReadonlyMap<number, unknown>,
  {
    header = new Map([[1, -8]]),
    open = new Map(),
    tag = true,
  }: Readonly<{ header?: Map<number, unknown>; open?: Map<number, unknown>; tag?: boolean }> = {},
): Uint8Array {
  const [head, payload] = [encodeCbor(header), encodeCbor(claims)];
  const made = sign(null, toBeSigned(head, '', payload), ed.privateKey);
  const body = encodeCbor([head, open, payload, new Uint8Array(made)]);
  return tag ? new Uint8Array([0xd2, ...body]) : body;
}

/** An SD-JWT: `hidden` become disclosures of the root. */
export function sdJwt(claims: object, hidden: Readonly<Record<string, unknown>>, more: readonly string[] = []): string {
  const disclosures = Object.entries(hidden).map(([name, value]) => part(['salt', name, value]));
  const digests = disclosures.map((text) => createHash('sha256').update(text).digest('base64url'));
  const token = jws(
    { alg: 'ES256', typ: 'dc+sd-jwt' },
    { ...claims, _sd: digests, _sd_alg: 'sha-256' },
    p256.privateKey,
  );
  return [token, ...disclosures, ...more, ''].join('~');
}

/** Trusts the issuer of a JSON-LD credential with these keys for its own type under its own contexts, as a programme would. */
export function issuerFor(document: Record<string, unknown>, keys: unknown, claims?: object): object {
  const { issuer, type, '@context': context } = document;
  const types = (type as string[]).filter((one) => one !== 'VerifiableCredential');
  return {
    id: typeof issuer === 'string' ? issuer : (issuer as { id: string }).id,
    name: 'Issuer',
    formats: ['json-ld'],
    keys,
    withoutExpiry: true,
    types: types.map((one) => ({ type: one, contexts: [context], ...(claims === undefined ? {} : { claims }) })),
  };
}

export type Asked = Readonly<{ nowMs?: number; seenMs?: number }>;

/** The verdict on a text with this trust file. Throws where the trust file is not right. */
export async function ask(
  text: string,
  trust: unknown,
  { nowMs = NOW_MS, seenMs = 0 }: Asked = {},
): Promise<CredentialResult> {
  const list = readTrustFile(typeof trust === 'string' ? trust : JSON.stringify(trust), NOW_MS);
  if (!list.ok) throw new Error(list.error);
  // Loaded here, for the end-to-end tests use the rest of this file where nobody bundles the contexts.
  const { checkCredential } = await import('../../main/credentials/credentials.ts');
  return checkCredential(text, { trust: list.value, clock: { nowMs, seenMs } });
}

/** Verdict and first reason, for short expectations. */
export async function say(
  text: string,
  trust: unknown,
  asked: Asked = {},
): Promise<readonly [string, string | undefined]> {
  const { verdict, reasons } = await ask(text, trust, asked);
  return [verdict, reasons[0]];
}
