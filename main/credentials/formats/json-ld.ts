import { isDeepStrictEqual } from 'node:util';
import type { CredentialReason, CredentialVerdict } from '../../../shared/domain/credential-verdict.ts';
import type { CredentialType, TrustedIssuer } from '../../../shared/domain/trust-list.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { checkLinkedData, DECISIVE, type LinkedDataFailure } from '../linked-data/linked-data.ts';
import { ENVELOPES } from '../meaning/w3c-claims.ts';
import { claimMapOf, neededPaths } from '../meaning/voucher-facts.ts';
import { claimAt, pathText } from '../meaning/paths.ts';
import { refused, type Opened, type Refused } from '../opened.ts';
import { isObject } from '../read/bounded-json.ts';
import { findIssuers, keyFault, keysNamed } from '../trusting/issuers.ts';
import type { Claims, Surroundings } from '../types.ts';

const FAILURES: Readonly<Record<LinkedDataFailure, readonly [CredentialVerdict, CredentialReason]>> = {
  'unsupported-suite': ['unsupported', 'unsupported-suite'],
  'no-trusted-key': ['untrusted-issuer', 'no-such-key'],
  // Under another context the same signature stands for other claims.
  'context-not-allowed': ['claims-not-covered', 'context-not-allowed'],
  'bad-signature': ['bad-signature', 'signature-wrong'],
  malformed: ['malformed', 'not-json'],
  'too-complex': ['malformed', 'too-complex'],
};

/** A W3C credential in JSON-LD, as it came; its claims are what the signature really covers. */
export async function openJsonLd(document: Claims, surroundings: Surroundings): Promise<Result<Opened, Refused>> {
  const types = listOf(document['type']);
  if (types.some((type) => ENVELOPES.has(type))) return err(refused('unsupported', 'type-not-allowed'));
  if (document['proof'] === undefined) return err(refused('bad-signature', 'signature-missing'));
  if (!types.includes('VerifiableCredential')) return err(refused('unsupported', 'type-not-allowed'));
  const issuers = findIssuers(surroundings.trust, issuerOf(document), 'json-ld');
  if (!issuers.ok) return issuers;
  const opened = await openDocument(document, issuers.value, surroundings);
  if (!opened.ok) return opened;
  const { issuer, key, type, claims, notCovered, swappable, signedAtMs } = opened.value;
  // A date that nobody signed puts no credential before its key's revocation.
  const isInForce = keyFault(key, signedAtMs ?? null, surroundings.clock.nowMs) === undefined;
  const covering = {
    issuer,
    ...(type === null ? {} : { type }),
    notCovered,
    swappable,
    ...(isInForce && issuer.matchesRoll === true && { unsigned: { ...opened.value, claims: document } }),
  };
  // What a card is decides how it is read.
  const isTypeSigned = ({ type: one }: CredentialType): boolean =>
    !types.includes(one) || listOf(claims['type']).includes(one);
  const kinds = issuer.types ?? [];
  if (
    isEmptied(claims['credentialSubject'], document['credentialSubject']) ||
    (kinds.length > 1 && !kinds.every(isTypeSigned)) ||
    notCovered.some((path) => DECISIVE.includes(path.split('.')[0] ?? ''))
  )
    return err({ ...refused('claims-not-covered', 'claims-not-signed'), ...covering });
  const map = claimMapOf(opened.value);
  const isUnsigned = (path: Parameters<typeof pathText>[0]): boolean =>
    claimAt(claims, path) === undefined && claimAt(document, path) !== undefined;
  if (neededPaths(map).some(isUnsigned))
    return err({ ...refused('claims-not-covered', 'needed-claim-not-signed'), ...covering });
  return opened;
}

/** True where nothing but whom it is about is signed, unless the card never said more. */
function isEmptied(signed: unknown, presented: unknown): boolean {
  const names = isObject(signed) ? Object.keys(signed) : [];
  return (
    names.every((name) => name === 'id' || name === 'type') &&
    (names.length === 0 || !isDeepStrictEqual(signed, presented))
  );
}

/** Checks the proof of a document of one of these issuers: a credential, or a status list. */
export async function openDocument(
  document: Claims,
  issuers: readonly TrustedIssuer[],
  { trust, signal }: Surroundings,
): Promise<Result<Opened, Refused>> {
  const [issuer] = issuers;
  if (issuer === undefined) return err(refused('untrusted-issuer', 'no-such-issuer'));
  const types = listOf(document['type']).filter((type) => typeof type === 'string');
  const known = issuers.flatMap((one) => one.types ?? []).filter((one) => types.includes(one.type));
  const type = known[0]?.type ?? types.findLast((one) => one !== 'VerifiableCredential') ?? null;
  const isTrial = issuers.some((one) => one.trial === true);
  if (known.length === 0 && !isTrial) return err(refused('unsupported', 'type-not-allowed', issuer));
  const checked = await checkLinkedData(
    document,
    {
      // OpenG2P names the address of its whole key list instead of a key.
      findKeys: (method) => keysNamed(issuers, [method], isTrial || isAddress(method)).map(({ key }) => key),
      contexts: [...known.flatMap((one) => one.contexts ?? []), ...(isTrial ? knownContexts(document) : [])],
      ...(trust.contextDocuments === undefined ? {} : { contextDocuments: trust.contextDocuments }),
      attachedSignatures: issuers.some((one) => one.attachedSignatures === true),
    },
    signal,
  );
  if (!checked.ok) return err(refused(...FAILURES[checked.error], issuer));
  const { key, claims, credential, notCovered, swappable, signedAtMs, proofEndsAtMs } = checked.value;
  const signer = issuers.find(({ keys }) => keys.includes(key));
  if (signer === undefined) return err(refused('untrusted-issuer', 'no-such-key', issuer));
  return ok({
    format: 'json-ld',
    issuer: signer,
    key,
    type,
    claims: { ...credential, credentialSubject: claims },
    notCovered,
    swappable,
    ...(signedAtMs !== undefined && { signedAtMs }),
    ...(proofEndsAtMs !== undefined && { proofEndsAtMs }),
  });
}

/** For trying out: the document's own list, if it holds addresses only; those that this build does not know are refused later. */
function knownContexts(document: Claims): readonly (readonly unknown[])[] {
  const context = listOf(document['@context']);
  return context.every((one) => typeof one === 'string') ? [context] : [];
}

function issuerOf({ issuer }: Claims): string | undefined {
  const id = isObject(issuer) ? issuer['id'] : issuer;
  return typeof id === 'string' ? id : undefined;
}

function isAddress(method: string): boolean {
  return /^https?:[^#]*$/.test(method);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value];
}
