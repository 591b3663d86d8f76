import { checkCredential } from '../../main/credentials/credentials.ts';
import { signerOf } from '../../main/vault/crypto/ed25519.ts';
import type { CredentialResult } from '../../shared/domain/credential-verdict.ts';
import type { TrustList } from '../../shared/domain/trust-list.ts';
import type { Verdict } from '../../shared/ipc/views.ts';
import { toHex } from '../../shared/wire/bytes.ts';
import { keyId } from '../../shared/wire/ed25519.ts';
import { issueVoucher, type VoucherClaims } from '../../shared/wire/gv1.ts';
import { readTrustFile } from '../verdict/trust-file.ts';
import { openG2pRegistry } from '../verdict/openg2p-credential.fixture.ts';
import { ISSUER, jws, openG2p, rsa } from '../verdict/sign.fixture.ts';
import { DAY_MS, must, NOW_MS, type Station } from './station.fixture.ts';

/** Vouchers of two invented issuers, and a hospital that redeems them at the rehearsal's site. */

const NOW_SECONDS = NOW_MS / 1000;
const DAY_SECONDS = DAY_MS / 1000;
const IDENTITY = 'https://id.example.org';
const own = signerOf(new Uint8Array(32).fill(7));
export const HOSPITAL = { id: '34', name: 'Kassala Hospital' } as const;
export const CODE = '2-37ec-47d3-a937-5d55';

/** In OpenG2P's form: 500.00 SDG for services of the hospital, naming nobody of the roll. */
export function moneyVoucher(more: object = {}, key = rsa.privateKey): string {
  const claims = {
    iss: ISSUER,
    sub: '12',
    aud: HOSPITAL.id,
    iat: NOW_SECONDS - DAY_SECONDS,
    exp: NOW_SECONDS + DAY_SECONDS,
    amount: '500.0',
    code: CODE,
    bName: 'DOE, JANE',
  };
  return jws({ alg: 'RS256', kid: 'one', typ: 'JWT' }, { ...claims, ...more }, key);
}

/** Says who somebody is and nothing else. */
export function identity(uin: string, more: object = {}): string {
  const claims = { iss: IDENTITY, uin, iat: NOW_SECONDS, exp: NOW_SECONDS + DAY_SECONDS, ...more };
  return jws({ alg: 'RS256', kid: 'one' }, claims, rsa.privateKey);
}

/** The programme's own: two bottles of oil for household 2. */
export function goodsVoucher(more: Partial<VoucherClaims> = {}): string {
  return issueVoucher(
    {
      programme: 'relief',
      cycle: '2026-11',
      beneficiary: 'HH-20-2',
      id: '0f'.repeat(16),
      items: [{ item: 'OIL-1L', quantity: 2 }],
      validFromMs: NOW_MS - DAY_MS,
      validUntilMs: NOW_MS + DAY_MS,
      ...more,
    },
    own,
  );
}

/** `partial`: the hospital's vouchers are used in several parts. */
export function trustList({ partial = false }: Readonly<{ partial?: boolean }> = {}): TrustList {
  const gv1Issuer = {
    id: 'relief',
    name: 'Relief',
    formats: ['gv1'],
    keys: [
      {
        kid: keyId(own.publicKey),
        jwk: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(toHex(own.publicKey), 'hex').toString('base64url') },
        algorithms: ['EdDSA'],
      },
    ],
  };
  const money = {
    ...openG2p,
    claims: { ...openG2p.claims, name: 'bName', defaultCurrency: 'SDG', ...(partial ? { partial } : {}) },
  };
  const identities = { ...openG2p, id: IDENTITY, name: 'Identity', claims: { beneficiary: 'uin' } };
  const services = [
    { code: 'XRAY', name: 'X-ray', currency: 'SDG', ceilingMinor: 20_000 },
    { code: 'BED-DAY', name: 'Day in a bed', currency: 'SDG', ceilingMinor: 5000 },
  ];
  const providers = [
    { ...HOSPITAL, sites: ['kassala'], services },
    { id: '35', name: 'Gedaref Hospital', sites: ['gedaref'], services },
  ];
  const list = readTrustFile(
    JSON.stringify({ issuers: [money, identities, gv1Issuer, openG2pRegistry], providers }),
    NOW_MS,
  );
  if (!list.ok) throw new Error(list.error);
  return list.value;
}

/** As main does it, with the check in this process. `change` makes of the result what another trust list would. */
export async function scanned(
  client: Station['client'],
  text: string,
  change: (result: CredentialResult) => CredentialResult | null = (result) => result,
): Promise<Verdict> {
  const { id: trust, list, clock } = must(await client.credentials.surroundings({ knows: null }));
  if (list === null) throw new Error('No trust list');
  const result = await checkCredential(text, { trust: list, clock });
  const verdict = must(await client.credentials.judge({ text, trust, result: change(result) }));
  if (verdict === null) throw new Error('Another list came into force meanwhile');
  return verdict;
}
