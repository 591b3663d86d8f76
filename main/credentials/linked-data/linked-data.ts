import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Quad } from 'rdf-canonize';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Claims, TrustedKey } from '../types.ts';
import { findFault } from './bounds.ts';
import { contextTexts, type ContextDocument } from './contexts.ts';
import { createAnalyst, type Analyst, type Coverage } from './coverage.ts';
import { asList, isObject, without, type Json, type JsonObject } from './json.ts';
import { canonicalText, createReader, quadsOf, type Reader } from './json-ld.ts';
import { proofsOf, readProof, type Proof } from './proof.ts';
import { checkProof, type Signed, type Subject } from './signed.ts';

export type { ContextDocument } from './contexts.ts';

export type LinkedDataTrust = Readonly<{
  /** The keys of that issuer that a proof may name so; those out of force left out. */
  findKeys: (verificationMethod: string, issuer: string) => readonly TrustedKey[];
  /** The `@context` must be equal to one of these lists, which are those of this issuer and type. */
  contexts: readonly (readonly unknown[])[];
  /** Contexts that the trust list itself carries; they stand before those of this build. */
  contextDocuments?: readonly ContextDocument[];
  /** Also takes the signatures of OpenG2P's credential issuer, whose JWS carries its payload. Only where the entry says so. */
  attachedSignatures?: boolean;
}>;

export type LinkedDataChecked = Readonly<{
  /** The trusted key that made the signature: names need not be unique. */
  key: TrustedKey;
  /** What is signed of `credentialSubject`, under names that nothing else could go by. Several subjects: `subjects`. */
  claims: Claims;
  /** What is signed of the whole credential in the same way: its issuer, types, dates, status. */
  credential: Claims;
  /** Places of values that anybody can change, from the root (`credentialSubject.name`). */
  notCovered: readonly string[];
  /** Members whose values could change places; the second need not be there. Neither is in `claims`. */
  swappable: readonly (readonly [string, string])[];
  /** When the proof says it was made, and when it ends, UTC ms; only where that is signed. */
  signedAtMs?: number;
  proofEndsAtMs?: number;
}>;

export type LinkedDataFailure =
  | 'unsupported-suite'
  | 'no-trusted-key'
  | 'context-not-allowed'
  | 'bad-signature'
  | 'malformed'
  | 'too-complex';

/**
 * Checks a W3C credential (1.1 or 2.0) with embedded proof: JSON-LD signature suites of 2018 to 2020 and Data Integrity. Keys come
 * from the trust list only, contexts from this build and the trust list only, and what comes back is what is really signed. Of
 * several proofs one good one is enough. Dates, types and revocation are the caller's to judge, by `credential`.
 */
export async function checkLinkedData(
  document: unknown,
  trust: LinkedDataTrust,
  signal?: AbortSignal,
): Promise<Result<LinkedDataChecked, LinkedDataFailure>> {
  const fault = findFault(document);
  if (fault !== undefined) return err(fault);
  const whole = document as JsonObject;
  const issuer = issuerOf(whole);
  const members = proofsOf(whole);
  if (!members.ok) return members;
  const proofs = members.value.map(readProof);
  // Neither its contexts nor its shape say anything of a kind that is not supported.
  if (proofs.every((proof) => !proof.ok && proof.error === 'unsupported-suite')) return err('unsupported-suite');
  const isCredential = asList(whole['type']).includes('VerifiableCredential') && 'credentialSubject' in whole;
  if (issuer === undefined || !isCredential) return err('malformed');
  const context = asList(whole['@context']);
  if (!trust.contexts.some((allowed) => isDeepStrictEqual(allowed, context))) return err('context-not-allowed');
  const tools = toolsFor(trust.contextDocuments ?? []);
  if (tools === undefined) return err('context-not-allowed');
  const subject: Subject = {
    document: without(whole, 'proof'),
    reader: tools.reader,
    keysFor: (verificationMethod) => trust.findKeys(verificationMethod, issuer),
    attached: trust.attachedSignatures === true,
    signal,
  };
  const failures: LinkedDataFailure[] = [];
  for (const proof of proofs) {
    const signed = proof.ok ? await checkProof(subject, proof.value) : proof;
    if (proof.ok && signed.ok) return describe(subject, proof.value, signed.value, tools.analyst);
    if (!signed.ok) failures.push(signed.error);
  }
  return err(worst(failures));
}

/**
 * Does with an invented document what the first credential of its contexts would wait for: reading them, and finding out what a
 * signature covers. Nothing comes of it where they cannot be read.
 */
export async function rehearse(document: JsonObject, documents: readonly ContextDocument[]): Promise<void> {
  const tools = toolsFor(documents);
  const expanded = await tools?.reader.expand(document);
  const quads = expanded?.ok === true ? quadsOf(expanded.value) : undefined;
  if (tools === undefined || quads?.ok !== true) return;
  await canonicalText(quads.value, 'sha256', undefined);
  await tools.analyst.coverageOf(document, quads.value);
}

/** The one that says most of what was wrong, where each of several proofs failed in its own way. */
function worst(failures: readonly LinkedDataFailure[]): LinkedDataFailure {
  const order = ['bad-signature', 'context-not-allowed', 'too-complex', 'malformed', 'no-trusted-key'] as const;
  return order.find((one) => failures.includes(one)) ?? 'unsupported-suite';
}

async function describe(
  { document }: Subject,
  { options }: Proof,
  { key, proofText, quads }: Signed,
  analyst: Analyst,
): Promise<Result<LinkedDataChecked, LinkedDataFailure>> {
  // A signature over the JSON itself covers all of it, names and order included.
  const all: Result<Coverage, never> = ok({ covered: document, notCovered: [], swappable: [] });
  const coverage = quads === undefined ? all : await analyst.coverageOf(document, quads);
  if (!coverage.ok) return coverage;
  const { covered, notCovered, swappable } = coverage.value;
  const subjects = asList(covered['credentialSubject']);
  const [subject] = subjects;
  const signedAtMs = signedTime(options['created'], proofText);
  const proofEndsAtMs = signedTime(options['expires'], proofText);
  return ok({
    key,
    claims: subjects.length > 1 ? { subjects } : isObject(subject) ? subject : {},
    credential: without(covered, '@context', 'credentialSubject'),
    notCovered: [...notCovered, ...hiddenIn(quads ?? [], covered)],
    swappable,
    ...(signedAtMs !== undefined && { signedAtMs }),
    ...(proofEndsAtMs !== undefined && { proofEndsAtMs }),
  });
}

const VOCABULARY = 'https://www.w3.org/2018/credentials#';
/** What says how long a credential holds must be signed like what it says. */
export const DECISIVE: readonly string[] = [
  'issuanceDate',
  'validFrom',
  'expirationDate',
  'validUntil',
  'credentialStatus',
];

/**
 * The members by which a credential ends that are signed and yet not to be seen under their names: somebody wrote them in another
 * way, by their whole addresses or inside another object, which leaves the signature good.
 */
function hiddenIn(quads: readonly Quad[], covered: JsonObject): readonly string[] {
  return DECISIVE.filter((name) => {
    const signed = quads.filter(({ predicate }) => predicate.value === VOCABULARY + name);
    return signed.length > asList(covered[name]).length;
  });
}

function signedTime(text: Json | undefined, proofText: string): number | undefined {
  if (typeof text !== 'string' || !proofText.includes(JSON.stringify(text))) return undefined;
  const timeMs = Date.parse(text);
  return Number.isNaN(timeMs) ? undefined : timeMs;
}

function issuerOf({ issuer }: JsonObject): string | undefined {
  const id = isObject(issuer ?? null) ? (issuer as JsonObject)['id'] : issuer;
  return typeof id === 'string' && id !== '' ? id : undefined;
}

type Tools = Readonly<{ reader: Reader; analyst: Analyst }>;

/** One set for each set of contexts: of this build, and of the trust list in force. */
const known = new Map<string, Tools>();
const MOST_TOOLS = 4;

function toolsFor(documents: readonly ContextDocument[]): Tools | undefined {
  const key = createHash('sha256').update(JSON.stringify(documents)).digest('base64');
  const before = known.get(key);
  if (before !== undefined) return before;
  const texts = contextTexts(documents);
  if (texts === undefined) return undefined;
  const reader = createReader(texts);
  const made = { reader, analyst: createAnalyst(reader) };
  known.set(key, made);
  const [oldest] = known.keys();
  if (known.size > MOST_TOOLS && oldest !== undefined) known.delete(oldest);
  return made;
}
