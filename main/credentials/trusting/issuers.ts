import type {
  Algorithm,
  CredentialFormat,
  TrustList,
  TrustedIssuer,
  TrustedKey,
} from '../../../shared/domain/trust-list.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { refused, type Refused } from '../opened.ts';
import { isNameless } from './key-sources.ts';
import { fits, verifySignature } from '../signature.ts';

export type TrustedSigner = Readonly<{ issuer: TrustedIssuer; key: TrustedKey }>;

/** The trusted issuers that may have made a credential of this format which names this issuer. */
export function findIssuers(
  trust: TrustList,
  id: string | undefined,
  format: CredentialFormat,
): Result<readonly TrustedIssuer[], Refused> {
  const named = trust.issuers.filter((issuer) => id !== undefined && goesBy(issuer, id));
  const known = named.length > 0 ? named : trust.issuers.filter((issuer) => issuer.trial === true);
  if (known.length === 0) return err(refused('untrusted-issuer', 'no-such-issuer'));
  const allowed = known.filter((issuer) => issuer.formats.includes(format));
  return allowed.length > 0 ? ok(allowed) : err(refused('untrusted-issuer', 'format-not-allowed', known[0]));
}

export function goesBy(issuer: TrustedIssuer, id: string): boolean {
  return issuer.id === id || issuer.aliases?.includes(id) === true;
}

/** A key goes by its name, and by the part of it after the `#` of a DID's address. */
function isNamed(key: TrustedKey, hint: string): boolean {
  return key.kid === hint || key.kid.endsWith(`#${hint}`) || hint.endsWith(`#${key.kid}`);
}

/**
 * The keys to try for a signature that names its key in one of these ways: those of the name, and those that have none. Where
 * none has it all can be tried, for OpenG2P's servers call a key one thing in their key list and another in the token.
 */
export function keysNamed(
  issuers: readonly TrustedIssuer[],
  hints: readonly string[],
  orAll: boolean,
): readonly TrustedSigner[] {
  const all = issuers.flatMap((issuer) => issuer.keys.map((key) => ({ issuer, key })));
  const named = all.filter(({ key }) => hints.some((hint) => isNamed(key, hint)));
  return named.length === 0 && orAll ? all : [...named, ...all.filter(({ key }) => isNameless(key))];
}

/** Who of the trusted made a signature. Keys, certificates and addresses in the presented data itself count for nothing. */
export function findSigner(
  issuers: readonly TrustedIssuer[],
  hints: readonly string[],
  algorithm: Algorithm,
  message: Uint8Array,
  signature: Uint8Array,
): Result<TrustedSigner, Refused> {
  const pool = keysNamed(issuers, hints, true);
  const usable = pool.filter(({ key }) => key.algorithms.includes(algorithm) && fits(key.jwk, algorithm));
  const [issuer] = issuers;
  if (usable.length === 0) return err(refused('bad-signature', 'algorithm-not-allowed', issuer));
  const signer = usable.find(({ key }) => verifySignature(key.jwk, algorithm, message, signature));
  if (signer !== undefined) return ok(signer);
  const isStranger = hints.length > 0 && keysNamed(issuers, hints, false).length === 0;
  return err(
    isStranger
      ? refused('untrusted-issuer', 'no-such-key', issuer)
      : refused('bad-signature', 'signature-wrong', issuer),
  );
}

/**
 * Why a key must not be believed for what it signed at that time (null: the credential does not say when). A stolen key can
 * write any date, a retired one is believed for the time before.
 */
export function keyFault(
  key: TrustedKey,
  signedAtMs: number | null,
  nowMs: number,
): 'key-revoked' | 'key-not-in-force' | undefined {
  if (key.stolen === true) return 'key-revoked';
  if (key.revokedAtMs !== undefined && (signedAtMs === null || signedAtMs >= key.revokedAtMs)) return 'key-revoked';
  if (key.validFromMs !== undefined && nowMs < key.validFromMs) return 'key-not-in-force';
  if (key.validUntilMs !== undefined && (signedAtMs ?? nowMs) >= key.validUntilMs) return 'key-not-in-force';
  return undefined;
}
