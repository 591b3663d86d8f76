import { readFileSync } from 'node:fs';
import { toBase45 } from '../../main/credentials/read/base45.ts';
import { issuerFor } from './sign.fixture.ts';
import type { CredentialReason, CredentialVerdict } from '../../shared/domain/credential-verdict.ts';

/** One of other people's credentials, whom to trust for it, and what a station has to say. */
export type VectorCase = Readonly<{
  name: string;
  text: string;
  /** What stands in a trust file. */
  trust: unknown;
  at: string;
  verdict: CredentialVerdict;
  reason: CredentialReason;
}>;

const folder = new URL('../../resources/vectors/', import.meta.url);
const NOW = '2026-11-26T08:00:00Z';

export function readVectorText(path: string): string {
  return readFileSync(new URL(path, folder), 'utf8');
}

export function readVectorJson(path: string): Record<string, unknown> {
  return JSON.parse(readVectorText(path)) as Record<string, unknown>;
}

const mosipKeys = (file: string): unknown => readVectorJson(`keys/mosip-vc-verifier/${file}`);

function linkedData(
  path: string,
  keys: unknown,
  [verdict, reason]: readonly [CredentialVerdict, CredentialReason],
  more: Readonly<{ at?: string; genuine?: string; lists?: unknown[] }> = {},
): VectorCase {
  const document = readVectorJson(path);
  const genuine = more.genuine === undefined ? document : readVectorJson(more.genuine);
  const trust = { issuers: [issuerFor(genuine, keys)], statusLists: more.lists ?? [] };
  return { name: path, text: JSON.stringify(document), trust, at: more.at ?? NOW, verdict, reason };
}

const VALID = ['valid', 'signed-by-trusted-key'] as const;
const FORGED = ['bad-signature', 'signature-wrong'] as const;
const insurance = 'inji-qr/insurance-2025.json';
const mockDid = mosipKeys('mockDid.json');

function scanned(
  path: string,
  document: string,
  keys: unknown,
  at: string,
  ...expected: readonly [CredentialVerdict, CredentialReason]
): VectorCase {
  const [verdict, reason] = expected;
  const trust = { issuers: [issuerFor(readVectorJson(document), keys)] };
  return { name: `${path} at ${at}`, text: readVectorText(path), trust, at, verdict, reason };
}

function didKey(path: string): unknown {
  const { proof } = readVectorJson(path);
  const { verificationMethod: id } = (Array.isArray(proof) ? proof[0] : proof) as { verificationMethod: string };
  return [{ id, type: 'Multikey', publicKeyMultibase: id.split('#')[1] }];
}

/** The list that a credential's status stands in, as the issuer signed it; its own type is trusted as well. */
function withStatus(
  path: string,
  listPath: string,
  expected: readonly [CredentialVerdict, CredentialReason],
): VectorCase {
  const [document, list] = [readVectorJson(path), readVectorJson(listPath)];
  const { types, ...issuer } = issuerFor(document, mockDid) as { types: unknown[] };
  const listTypes = (issuerFor(list, mockDid) as { types: unknown[] }).types;
  const statusLists = [{ uri: list['id'], kind: 'w3c-bitstring', signed: list }];
  const [verdict, reason] = expected;
  const trust = { issuers: [{ ...issuer, types: [...types, ...listTypes] }], statusLists };
  return { name: path, text: JSON.stringify(document), trust, at: NOW, verdict, reason };
}

const sdJwtKey = (path: string): unknown => {
  const [header = ''] = readVectorText(path).split('.');
  return JSON.parse(Buffer.from(header, 'base64url').toString()) as unknown;
};

function sdJwt(
  path: string,
  keys: unknown,
  id: string,
  expected: readonly [CredentialVerdict, CredentialReason],
): VectorCase {
  const [verdict, reason] = expected;
  const trust = { issuers: [{ id, name: 'Issuer', formats: ['sd-jwt'], keys }] };
  return { name: path, text: readVectorText(path), trust, at: NOW, verdict, reason };
}

const rfc9901Key = readVectorJson('keys/rfc9901-issuer.jwk.json');
const claim169 = readVectorJson('claim169/valid-ed25519-signed.json') as unknown as {
  qr_data: string;
  signing_key: { public_key_hex: string };
};
const claim169Trust = {
  issuers: [
    {
      id: 'https://mosip.example.org',
      aliases: ['www.mosip.io'],
      name: 'Identity',
      formats: ['claim-169'],
      keys: [{ id: 'key', publicKeyHex: claim169.signing_key.public_key_hex }],
    },
  ],
};
const qrOf = (path: string): string => String(readVectorJson(path)['qr_data']);
const claim169Case = (path: string, at: string, verdict: CredentialVerdict, reason: CredentialReason): VectorCase => ({
  name: `${path} at ${at}`,
  text: qrOf(path),
  trust: claim169Trust,
  at,
  verdict,
  reason,
});

type CoseFile = Readonly<{ input: { sign0: { key: Record<string, string> } }; output: { cbor: string } }>;
const cwt = readVectorJson('cose/CWT-A_3.json') as unknown as CoseFile;
const urlOf = (hex: string | undefined): string => Buffer.from(hex ?? '', 'hex').toString('base64url');
const { x_hex: cwtX, y_hex: cwtY } = cwt.input.sign0.key;
const cwtTrust = {
  issuers: [
    {
      id: 'coap://as.example.com',
      formats: ['claim-169'],
      keys: { kty: 'EC', crv: 'P-256', x: urlOf(cwtX), y: urlOf(cwtY) },
    },
  ],
};
const cwtAt = (at: string, verdict: CredentialVerdict, reason: CredentialReason): VectorCase[] => [
  { name: `cose/CWT-A_3.json as hex at ${at}`, text: cwt.output.cbor, trust: cwtTrust, at, verdict, reason },
  {
    name: `cose/CWT-A_3.json as base45 at ${at}`,
    text: toBase45(new Uint8Array(Buffer.from(cwt.output.cbor, 'hex'))),
    trust: cwtTrust,
    at,
    verdict,
    reason,
  },
];
const somebody = claim169Trust;

/** Every vector that is a whole credential, with the verdict that is due to it. */
export const vectorCases: readonly VectorCase[] = [
  scanned('inji-qr/insurance-2025.qr.txt', insurance, mosipKeys('didMosipKey.json'), NOW, 'expired', 'past-expiry'),
  scanned('inji-qr/insurance-2025.qr.txt', insurance, mosipKeys('didMosipKey.json'), '2025-10-20T08:00:00Z', ...VALID),
  scanned(
    'inji-qr/university-invalid.qr.txt',
    'inji-qr/university-invalid.json',
    readVectorJson('keys/sreejit-k-d40bdb68-did.json'),
    NOW,
    ...FORGED,
  ),
  {
    name: 'inji-qr/sdjwt-selfsigned-x5c.qr.txt',
    text: readVectorText('inji-qr/sdjwt-selfsigned-x5c.qr.txt'),
    trust: { issuers: [{ id: 'https://issuer.example.com', keys: rfc9901Key }] },
    at: NOW,
    verdict: 'untrusted-issuer',
    reason: 'no-such-issuer',
  },
  linkedData('mosip-ldp/RS256SignedMosipVC.json', mosipKeys('httpsMockKey.json'), [
    'claims-not-covered',
    'claims-not-signed',
  ]),
  linkedData('mosip-ldp/Ed25519Signature2018SignedVC-did.json', mosipKeys('didEdPublicKey.json'), VALID),
  linkedData(
    'mosip-ldp/Ed25519Signature2018SignedVC-did.json',
    mosipKeys('didEdPublicKey.json'),
    ['expired', 'past-expiry'],
    {
      at: '2027-01-03T00:00:00Z',
    },
  ),
  withStatus('mosip-ldp/mosipRevokedVC.json', 'mosip-ldp/mosipRevokedStatusList.json', ['revoked', 'revoked']),
  withStatus('mosip-ldp/mosipUnrevokedVC.json', 'mosip-ldp/mosipUnrevokedStatusList.json', VALID),
  linkedData('mosip-ldp/mosipRevokedStatusList.json', mockDid, VALID),
  linkedData('mosip-ldp/tamperedVC.json', mosipKeys('idaPublicKey.json'), FORGED),
  ...['eddsa-rdfc-2022', 'eddsa-jcs-2022', 'Ed25519Signature2020'].map((name) =>
    linkedData(`w3c-di/${name}.json`, didKey(`w3c-di/${name}.json`), VALID),
  ),
  sdJwt('sd-jwt/mosip-sdJwt.txt', sdJwtKey('sd-jwt/mosip-sdJwt.txt'), 'http://localhost:8090', VALID),
  sdJwt('sd-jwt/mosip-invalidSdJwt.txt', sdJwtKey('sd-jwt/mosip-sdJwt.txt'), 'http://localhost:8090', FORGED),
  sdJwt('sd-jwt/mosip-sdJwt.txt', rfc9901Key, 'https://elsewhere.example.org', ['untrusted-issuer', 'no-such-issuer']),
  sdJwt('sd-jwt/rfc9901-a1.txt', rfc9901Key, 'https://issuer.example.com', VALID),
  sdJwt('sd-jwt/rfc9901-a3.txt', rfc9901Key, 'https://pid-issuer.bund.de.example', VALID),
  claim169Case('claim169/valid-claim169-example.json', NOW, 'bad-signature', 'signature-missing'),
  claim169Case('claim169/valid-ed25519-signed.json', NOW, ...VALID),
  claim169Case('claim169/valid-ed25519-signed.json', '2027-01-15T08:00:00Z', 'expired', 'past-expiry'),
  claim169Case('claim169/invalid-bad-base45.json', NOW, 'unsupported', 'unknown-kind'),
  claim169Case('claim169/invalid-bad-zlib.json', NOW, 'malformed', 'not-cbor'),
  ...cwtAt(NOW, 'expired', 'past-expiry'),
  ...cwtAt('2015-10-05T12:00:00Z', ...VALID),
  linkedData('derived-attacks/a0-plain-tamper.json', mosipKeys('didMosipKey.json'), FORGED, { genuine: insurance }),
  linkedData(
    'derived-attacks/a3-inline-context-substitution.json',
    mosipKeys('didMosipKey.json'),
    ['claims-not-covered', 'context-not-allowed'],
    { genuine: insurance },
  ),
  {
    name: 'derived-attacks/bomb-zlib.qr.txt',
    text: readVectorText('derived-attacks/bomb-zlib.qr.txt'),
    trust: somebody,
    at: NOW,
    verdict: 'malformed',
    reason: 'too-complex',
  },
];
