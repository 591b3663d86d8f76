import { createHash } from 'node:crypto';
import { algorithmNamed, type TrustedKey } from '../../../shared/domain/trust-list.ts';
import { isObject, parseBoundedObject } from '../read/bounded-json.ts';
import { algorithmsOf } from '../signature.ts';
import type { Claims, PublicJwk } from '../types.ts';
import { fromBase58, fromHexKey, fromJwk, fromMultibase, fromPem, type KeyForm } from './key-forms.ts';

/** The keys of a file that somebody published, and the issuer that it speaks of, where it does. */
export type KeySource = Readonly<{ issuer: string | undefined; keys: readonly TrustedKey[] }>;

const MOST = 50;
const PUBLISHED = [
  'publicKeyJwk',
  'publicKeyMultibase',
  'publicKeyPem',
  'publicKeyBase58',
  'publicKeyHex',
  'certificate',
  'certificateData',
] as const;
/**
 * Members that hold the keys: of a JWKS and of metadata around one, of DID documents of all ages and what resolvers answer, of
 * what MOSIP's key manager answers.
 */
const HOLDERS = [
  'keys',
  'jwks',
  'verificationMethod',
  'publicKey',
  'assertionMethod',
  'didDocument',
  'response',
  'allCertificates',
] as const;
/** RFC 9278: what a key goes by that was published without a name. */
const NAMELESS = 'urn:ietf:params:oauth:jwk-thumbprint:sha-256:';

/**
 * Reads the public keys out of a JWKS (OpenG2P's of both generations: with `alg`, or without and among encryption keys), a DID
 * document, one of its verification methods, a JWK, PEM, `did:key`, `did:jwk`, a Multikey, a certificate of MOSIP's key manager,
 * or a list of any of these. Keys that are for something else or of an unknown kind are left out.
 */
export function readKeySource(source: unknown): KeySource {
  return { issuer: issuerOf(source), keys: keysOf(source, 0).slice(0, MOST) };
}

/** A key without a name may have made any signature that names a key. */
export function isNameless(key: TrustedKey): boolean {
  return key.kid.startsWith(NAMELESS);
}

function issuerOf(source: unknown): string | undefined {
  // A longer one, as did:jwk with RSA makes it, is no name for an issuer.
  if (typeof source === 'string') return /^did:[^#]{1,490}(?=#|$)/.exec(source)?.[0];
  if (!isObject(source)) return undefined;
  const { id, didDocument } = source;
  return didDocument === undefined ? (typeof id === 'string' ? id.split('#')[0] : undefined) : issuerOf(didDocument);
}

function keysOf(source: unknown, depth: number): readonly TrustedKey[] {
  if (depth > 4) return [];
  if (typeof source === 'string') return fromText(source);
  if (Array.isArray(source)) return source.slice(0, MOST).flatMap((one: unknown) => keysOf(one, depth + 1));
  if (!isObject(source)) return [];
  if (source['kty'] !== undefined || source['x5c'] !== undefined)
    return isForSigning(source) ? keyOf(fromJwk(source), source) : [];
  const name = PUBLISHED.find((one) => source[one] !== undefined);
  if (name !== undefined) return keyOf(published(name, source[name]), { kid: source['id'] ?? source['keyId'] });
  return HOLDERS.flatMap((holder) => keysOf(source[holder], depth + 1));
}

const PEM_BLOCK = /-----BEGIN [A-Z ]+-----[^-]+-----END [A-Z ]+-----/g;

function fromText(text: string): readonly TrustedKey[] {
  const blocks = text.match(PEM_BLOCK);
  if (blocks !== null) return blocks.slice(0, MOST).flatMap((block) => keyOf(fromPem(block), {}));
  const [, method = 'key', value = ''] = /^(?:did:(key|jwk):)?([\w-]+)(?:#[\w-]*)?$/.exec(text.trim()) ?? [];
  return method === 'key' ? keyOf(fromMultibase(value), { kid: value }) : keyOf(fromEncodedJwk(value), {});
}

/** https://github.com/quartzjer/did-jwk */
function fromEncodedJwk(text: string): KeyForm | undefined {
  const jwk = parseBoundedObject(new Uint8Array(Buffer.from(text, 'base64url')));
  return jwk.ok ? fromJwk(jwk.value) : undefined;
}

/** OpenG2P's newer servers list encryption keys beside those for signing. */
function isForSigning({ use, key_ops: operations, kty, alg }: Claims): boolean {
  if (kty === 'oct' || (use !== undefined && use !== 'sig')) return false;
  if (Array.isArray(operations) && !operations.includes('verify')) return false;
  return alg === undefined || alg === null || algorithmNamed(alg) !== undefined;
}

function published(name: (typeof PUBLISHED)[number], value: unknown): KeyForm | undefined {
  if (name === 'publicKeyJwk') return isObject(value) ? fromJwk(value) : undefined;
  if (typeof value !== 'string') return undefined;
  return {
    publicKeyMultibase: fromMultibase,
    publicKeyPem: fromPem,
    publicKeyBase58: fromBase58,
    publicKeyHex: fromHexKey,
    certificate: fromPem,
    certificateData: fromPem,
  }[name](value);
}

function keyOf(form: KeyForm | undefined, { kid, alg }: Claims): readonly TrustedKey[] {
  if (form === undefined) return [];
  const own = algorithmsOf(form.jwk);
  const named = algorithmNamed(alg);
  if (named !== undefined && !own.includes(named)) return [];
  // In a DID document a name may be written without the document's own.
  const given = typeof kid === 'string' ? kid.replace(/^#/, '') : '';
  const name = given !== '' && given.length <= 500 ? given : `${NAMELESS}${thumbprint(form.jwk)}`;
  return [{ ...form, kid: name, algorithms: named === undefined ? own : [named] }];
}

/** RFC 7638: the required members in alphabetical order. */
function thumbprint(jwk: PublicJwk): string {
  const sorted = Object.fromEntries(Object.entries(jwk).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url');
}
