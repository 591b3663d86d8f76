import { secp256k1 } from '@noble/curves/secp256k1.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { base58, base64urlnopad } from '@scure/base';
import canonicalize from 'canonicalize';
import { constants, createHash, createPrivateKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { joinBytes, utf8Bytes } from '../../../shared/wire/bytes.ts';
import type { Algorithm, TrustedKey } from '../types.ts';
import { contextTexts } from './contexts.ts';
import { without, type JsonObject } from './json.ts';
import { canonicalText, createReader, quadsOf } from './json-ld.ts';
import { trustedKey } from './vectors.fixture.ts';

export type Issuer = Readonly<{ key: TrustedKey; algorithm: Algorithm; sign: (message: Uint8Array) => Uint8Array }>;

const ISSUER = 'did:example:issuer';
const reader = createReader(contextTexts([]) ?? new Map());

export function createIssuer(algorithm: Algorithm): Issuer {
  const kid = `${ISSUER}#${algorithm}`;
  if (algorithm === 'ES256K') {
    const { secretKey, publicKey } = secp256k1.keygen();
    const point = secp256k1.Point.fromBytes(publicKey).toBytes(false);
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => base64urlnopad.encode(part));
    const key = trustedKey(kid, { kty: 'EC', crv: 'secp256k1', x, y });
    return { key, algorithm, sign: (message) => secp256k1.sign(sha256(message), secretKey, { prehash: false }) };
  }
  const { privateKey, publicKey } = keyPair(algorithm);
  const key = trustedKey(kid, publicKey.export({ format: 'jwk' }));
  return { key, algorithm, sign: (message) => signWith(privateKey, algorithm, message) };
}

function keyPair(algorithm: Algorithm): Readonly<{ privateKey: KeyObject; publicKey: KeyObject }> {
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519');
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  if (algorithm === 'ES384') return generateKeyPairSync('ec', { namedCurve: 'P-384' });
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

function signWith(key: KeyObject, algorithm: Algorithm, message: Uint8Array): Uint8Array {
  if (algorithm === 'EdDSA') return sign(null, message, key);
  if (algorithm === 'PS256') {
    const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
    return sign('sha256', message, { key: createPrivateKey(key.export({ type: 'pkcs8', format: 'pem' })), ...padding });
  }
  return sign(algorithm === 'ES384' ? 'sha384' : 'sha256', message, { key, dsaEncoding: 'ieee-p1363' });
}

/** How a proof is to be made; what is not said is what the suite demands. */
export type ProofPlan = Readonly<{
  type: string;
  cryptosuite?: string;
  /** The context that the proof is hashed with; without one, the document's. */
  proofContext?: string;
  hash?: 'sha256' | 'sha384';
  /** As OpenG2P's key manager signs. */
  attached?: boolean;
  header?: object;
  members?: JsonObject;
}>;

/** Signs as an issuer would, by the letter of the suites and not by the code under test. */
export async function signDocument(document: JsonObject, issuer: Issuer, plan: ProofPlan): Promise<JsonObject> {
  const { type, cryptosuite, proofContext, hash = 'sha256' } = plan;
  const options: JsonObject = {
    type,
    ...(cryptosuite !== undefined && { cryptosuite }),
    created: '2026-01-02T03:04:05Z',
    verificationMethod: issuer.key.kid,
    proofPurpose: 'assertionMethod',
    ...plan.members,
  };
  const isJson = cryptosuite?.includes('-jcs-') === true;
  const own = isJson ? options : { ...options, '@context': proofContext ?? document['@context'] ?? null };
  const texts = isJson
    ? [canonicalize(own) ?? '', canonicalize(document) ?? '']
    : [await statements(own, hash), await statements(document, hash)];
  const digest = joinBytes(...texts.map((text) => createHash(hash).update(text).digest()));
  if (['DataIntegrityProof', 'Ed25519Signature2020', 'EcdsaSecp256r1Signature2019'].includes(type)) {
    return { ...document, proof: { ...options, proofValue: `z${base58.encode(issuer.sign(digest))}` } };
  }
  const header = {
    alg: issuer.algorithm,
    ...(plan.attached !== true && { b64: false, crit: ['b64'] }),
    ...plan.header,
  };
  const start = base64urlnopad.encode(utf8Bytes(JSON.stringify(header)));
  if (plan.attached === true) {
    const lossy = utf8Bytes(new TextDecoder().decode(digest));
    const signed = `${start}.${base64urlnopad.encode(lossy)}`;
    return {
      ...document,
      proof: { ...options, jws: `${signed}.${base64urlnopad.encode(issuer.sign(utf8Bytes(signed)))}` },
    };
  }
  const signature = issuer.sign(joinBytes(utf8Bytes(`${start}.`), digest));
  return { ...document, proof: { ...options, jws: `${start}..${base64urlnopad.encode(signature)}` } };
}

async function statements(document: JsonObject, hash: string): Promise<string> {
  const expanded = await reader.expand(document);
  const quads = expanded.ok ? quadsOf(expanded.value) : expanded;
  const text = quads.ok ? await canonicalText(quads.value, hash, undefined) : quads;
  if (!text.ok) throw new Error(text.error);
  return text.value;
}

const FARMER = 'https://piyush7034.github.io/my-files/farmer.json';

/** A card of an invented farmer, unsigned. */
export const farmer: JsonObject = {
  '@context': ['https://www.w3.org/2018/credentials/v1', FARMER],
  id: 'urn:uuid:0d9fd1a4-0f0e-4d6a-8a4e-0f6f5c1d2b3a',
  type: ['VerifiableCredential', 'FarmerCredential'],
  issuer: ISSUER,
  issuanceDate: '2026-01-01T00:00:00Z',
  expirationDate: '2027-01-01T00:00:00Z',
  credentialSubject: { id: 'urn:farmer:17', fullName: 'Amina Diallo', dateOfBirth: '1990-05-17', landArea: '3.5' },
};

/** The credential of `document` without its proof, changed, and the old proof with it. */
export function changed(document: JsonObject, change: (bare: JsonObject) => JsonObject): JsonObject {
  return { ...change(without(document, 'proof')), proof: document['proof'] ?? null };
}
