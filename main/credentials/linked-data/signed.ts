import canonicalize from 'canonicalize';
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Quad } from 'rdf-canonize';
import { err, ok, type Result } from '../../../shared/result.ts';
import { joinBytes } from '../../../shared/wire/bytes.ts';
import { fits, verifySignature } from '../signature.ts';
import type { Algorithm, TrustedKey } from '../types.ts';
import type { JsonObject } from './json.ts';
import { canonicalText, quadsOf, type JsonLdFailure, type Reader } from './json-ld.ts';
import type { Proof } from './proof.ts';
import { readJws, readMultibase } from './signature-text.ts';

export type SignedFailure = JsonLdFailure | 'unsupported-suite' | 'no-trusted-key' | 'bad-signature';

/** What a good proof stands for. */
export type Signed = Readonly<{
  key: TrustedKey;
  /** The proof as it was hashed: what is not in it was not signed. */
  proofText: string;
  /** The statements that were signed; undefined where the JSON itself was. */
  quads?: readonly Quad[];
}>;

/** Everything that checking the proofs of one document needs. */
export type Subject = Readonly<{
  /** Without its proofs. */
  document: JsonObject;
  reader: Reader;
  keysFor: (verificationMethod: string) => readonly TrustedKey[];
  attached: boolean;
  signal: AbortSignal | undefined;
}>;

/** Checks one proof with the keys that are trusted for it. Keys are never taken from the document. */
export async function checkProof(subject: Subject, proof: Proof): Promise<Result<Signed, SignedFailure>> {
  const { suite } = proof;
  const text = suite.signature === 'jws' ? readJws(proof.signature, subject.attached) : readMultibase(proof.signature);
  if (!text.ok) return text;
  const { signature, algorithm: named, messageOf } = text.value;
  if (named !== undefined && !suite.algorithms.includes(named)) return err('unsupported-suite');
  const wanted = named === undefined ? suite.algorithms : [named];
  const candidates = subject.keysFor(proof.verificationMethod).flatMap((key) => {
    const algorithm = wanted.find((one) => fits(key.jwk, one) && key.algorithms.includes(one));
    return algorithm === undefined ? [] : [{ key, algorithm }];
  });
  if (candidates.length === 0) return err('no-trusted-key');
  for (const hash of ['sha256', 'sha384']) {
    const fitting = candidates.filter(({ algorithm }) => hashFor(proof, algorithm) === hash);
    if (fitting.length === 0) continue;
    const hashed = await hashedText(subject, proof, hash);
    if (!hashed.ok) return hashed;
    const { proofText, documentText, quads } = hashed.value;
    const message = messageOf(joinBytes(digest(hash, proofText), digest(hash, documentText)));
    if (message === undefined) continue;
    const good = fitting.find(({ key, algorithm }) => verifySignature(key.jwk, algorithm, message, signature));
    if (good !== undefined) return ok({ key: good.key, proofText, ...(quads && { quads }) });
  }
  return err('bad-signature');
}

type Hashed = Readonly<{ proofText: string; documentText: string; quads?: readonly Quad[] }>;

async function hashedText(subject: Subject, proof: Proof, hash: string): Promise<Result<Hashed, JsonLdFailure>> {
  const { document, reader, signal } = subject;
  if (proof.suite.canonical === 'jcs') {
    const own = proof.options['@context'];
    // The standard would let the document's list go on beyond the signed one.
    if (own !== undefined && !isDeepStrictEqual(own, document['@context'])) return err('context-not-allowed');
    return ok({ proofText: canonicalize(proof.options) ?? '', documentText: canonicalize(document) ?? '' });
  }
  const context = proof.suite.proofContext ?? document['@context'] ?? null;
  const options = await canonicalOf(reader, { ...proof.options, '@context': context }, hash, signal);
  if (!options.ok) return options;
  const main = await canonicalOf(reader, document, hash, signal);
  if (!main.ok) return main;
  return ok({ proofText: options.value.text, documentText: main.value.text, quads: main.value.quads });
}

async function canonicalOf(
  reader: Reader,
  document: JsonObject,
  hash: string,
  signal: AbortSignal | undefined,
): Promise<Result<Readonly<{ text: string; quads: readonly Quad[] }>, JsonLdFailure>> {
  const expanded = await reader.expand(document);
  if (!expanded.ok) return expanded;
  const quads = quadsOf(expanded.value);
  if (!quads.ok) return quads;
  const text = await canonicalText(quads.value, hash, signal);
  return text.ok ? ok({ text: text.value, quads: quads.value }) : text;
}

function hashFor({ suite }: Proof, algorithm: Algorithm): string {
  return suite.hashOfKey === true && algorithm === 'ES384' ? 'sha384' : 'sha256';
}

function digest(hash: string, text: string): Uint8Array {
  return createHash(hash).update(text).digest();
}
