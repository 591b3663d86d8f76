import { checkCredential } from '../../main/credentials/credentials.ts';
import type { Verdict } from '../../shared/ipc/views.ts';
import type { TrustList } from '../../shared/domain/trust-list.ts';
import { utf8Bytes } from '../../shared/wire/bytes.ts';
import { PAYLOAD_TYPE, type Envelope } from '../../shared/wire/documents.ts';
import { sealEnvelope } from '../../shared/wire/dsse.ts';
import type { Signer } from '../../shared/wire/ed25519.ts';
import type { TrustUpdate } from '../../shared/wire/trust-update.ts';
import { ISSUER, jws, openG2p, rsa } from '../verdict/sign.fixture.ts';
import { readTrustFile } from '../verdict/trust-file.ts';
import { exported, ofType } from './entries.fixture.ts';
import { must, NOW_MS, type Station } from './station.fixture.ts';

type Client = Station['client'];
const NOW_SECONDS = NOW_MS / 1000;
const CODE = '2-37ec-47d3-a937-5d55';
const HOSPITAL = { id: '34', name: 'Kassala Hospital', sites: ['kassala'], services: [] } as const;

export const VOUCHER = jws(
  { alg: 'RS256', kid: 'one', typ: 'JWT' },
  { iss: ISSUER, sub: 'E-1', aud: '34', iat: NOW_SECONDS, exp: NOW_SECONDS + 600, amount: '50.00', code: CODE },
  rsa.privateKey,
);

/** Trusts who signed the voucher; `stolen`: but that key is one of a thief now. */
export function listOf(number: number | null, stolen = false): TrustList {
  const read = readTrustFile(JSON.stringify({ issuers: [openG2p], providers: [HOSPITAL] }), NOW_MS);
  if (!read.ok) throw new Error(read.error);
  const issuers = read.value.issuers.map((issuer) => ({
    ...issuer,
    keys: issuer.keys.map((key) => ({ ...key, ...(stolen ? { stolen } : {}) })),
  }));
  return { ...read.value, issuers, ...(number === null ? {} : { number }) };
}

/** What the programme, or somebody else, signs. */
export function signList(signer: Signer, list: TrustList, more: Partial<TrustUpdate> = {}): Envelope {
  const update = { v: 1, programme: 'relief', cycles: ['2026-11'], list, ...more };
  return sealEnvelope(PAYLOAD_TYPE.trust, utf8Bytes(JSON.stringify(update)), signer);
}

export const bytesOf = (signed: Envelope): Uint8Array => utf8Bytes(JSON.stringify(signed));

/** As main does it, with the check in this process. */
export async function scanVoucher({ credentials }: Client): Promise<Verdict> {
  const { id: trust, list, clock } = must(await credentials.surroundings({ knows: null }));
  const result = await checkCredential(VOUCHER, { trust: list!, clock });
  const verdict = must(await credentials.judge({ text: VOUCHER, trust, result }));
  if (verdict === null) throw new Error('another list came into force meanwhile');
  return verdict;
}

/** Which list the supervisor is shown. */
export async function shownList({ supervisor }: Client) {
  const { number, source, cameAtMs } = must(await supervisor.trustList());
  return { number, source, cameAtMs };
}

/** The ledger's entries of lists that came, as number and way. */
export async function listEntries(folder: string, client: Client): Promise<unknown[]> {
  const { entries } = await exported(folder, client);
  return ofType(entries, 'trust').map(({ num, via }) => [num, via]);
}
