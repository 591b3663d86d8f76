import { z } from 'zod';
import { err, ok, type Result } from '../../../shared/result.ts';
import { asList, isObject, type JsonObject } from './json.ts';
import { suiteOf, type Suite } from './suites.ts';

const Text = z.string().min(1).max(1000);

/** Members that are not text, other than the context, have no place in a proof of the suites we know. */
const ProofMembers = z
  .object({
    '@context': z.unknown().optional(),
    type: Text,
    cryptosuite: Text.optional(),
    verificationMethod: Text,
    proofPurpose: Text.optional(),
    created: Text.optional(),
    expires: Text.optional(),
    jws: z.string().max(20_000).optional(),
    proofValue: z.string().max(1000).optional(),
  })
  .catchall(z.string().max(1000));

export type Proof = Readonly<{
  suite: Suite;
  verificationMethod: string;
  /** The signature as it is written. */
  signature: string;
  /** All members but the signature. */
  options: JsonObject;
}>;

/** A set of proofs, of which one good one is enough; more than this nobody writes. */
const MOST_PROOFS = 4;

/** The proofs of a document in their order. */
export function proofsOf(document: JsonObject): Result<readonly JsonObject[], 'malformed' | 'too-complex'> {
  const proofs = asList(document['proof']).filter(isObject);
  if (proofs.length === 0 || proofs.length !== asList(document['proof']).length) return err('malformed');
  return proofs.length > MOST_PROOFS ? err('too-complex') : ok(proofs);
}

/**
 * Reads one proof. What belongs to something else than a credential that speaks for itself is unsupported: another purpose,
 * an answer to a challenge, a proof over other proofs.
 */
export function readProof(members: JsonObject): Result<Proof, 'malformed' | 'unsupported-suite'> {
  if (['challenge', 'domain', 'previousProof'].some((name) => name in members)) return err('unsupported-suite');
  const { type: name, cryptosuite: variant } = members;
  const suite = typeof name === 'string' ? suiteOf(name, typeof variant === 'string' ? variant : undefined) : undefined;
  // Of a kind that is not known nothing else can be expected.
  if (suite === undefined) return err('unsupported-suite');
  const read = ProofMembers.safeParse(members);
  if (!read.success) return err('malformed');
  const { proofPurpose, verificationMethod } = read.data;
  if (proofPurpose !== 'assertionMethod') return err('unsupported-suite');
  const where = suite.signature === 'jws' ? 'jws' : 'proofValue';
  const { [where]: signature, ...options } = members;
  if (typeof signature !== 'string') return err('malformed');
  return ok({ suite, verificationMethod, signature, options });
}
