import { z } from 'zod';
import { readKeySource } from '../../main/credentials/trusting/key-sources.ts';
import {
  CredentialFormat,
  StatusList,
  TrustedIssuer,
  TrustList,
  type TrustedKey,
} from '../../shared/domain/trust-list.ts';
import { err, ok, type Result } from '../../shared/result.ts';

/** Long enough for several status lists. */
export const TRUST_FILE_MAXIMUM_BYTES = 8_000_000;

const USABLE = 'Usable are RSA from 2,048 bits (RS256, PS256), P-256, P-384, secp256k1 and Ed25519.';
const LONG_MS = 10 * 366 * 86_400_000;

/** An issuer as it is written by hand: only its keys are needed, in any form in which keys are published. */
const LeanIssuer = TrustedIssuer.partial({ id: true, name: true, formats: true }).extend({ keys: z.unknown() });
/** A status list with what the command can do without. A W3C list may stand there as the JSON it is. */
const LeanStatusList = StatusList.partial({ fetchedAtMs: true, maxAgeMs: true, whenOlder: true }).extend({
  signed: z.union([StatusList.shape.signed, z.record(z.string(), z.unknown())]),
});
const LeanFile = TrustList.partial({
  version: true,
  asOfMs: true,
  clockToleranceMs: true,
  whenStatusMissing: true,
  providers: true,
}).extend({
  issuers: z.array(LeanIssuer).max(100).optional(),
  keys: z.unknown().optional(),
  statusLists: z.array(LeanStatusList).max(100).optional(),
});

/**
 * Reads the trust file of the command: the station's own trust list, the same with most of it left out, or nothing but a file
 * of keys (JWKS, DID document, JWKs, PEM). The error is a sentence.
 */
export function readTrustFile(text: string, nowMs: number): Result<TrustList, string> {
  const source = parse(text);
  if (source === undefined) return err('The trust file is neither JSON nor PEM nor a DID.');
  const isLean = z.looseObject({}).safeParse(source);
  const file =
    isLean.success && ('issuers' in isLean.data || 'statusLists' in isLean.data) ? isLean.data : { keys: source };
  const lean = LeanFile.safeParse(file);
  if (!lean.success) return err(`The trust file is not right: ${firstIssue(lean.error)}`);
  const { keys, issuers = [], statusLists = [], ...rest } = lean.data;
  const all = issuers.map(wholeIssuer);
  if (keys !== undefined) all.push(trialIssuer(keys));
  const keyless = all.find((issuer) => issuer.keys.length === 0);
  if (keyless !== undefined || all.length === 0)
    return err(`The trust file holds no public key that can be used (issuer: ${keyless?.id ?? 'any'}). ${USABLE}`);
  const list = TrustList.safeParse({
    version: 1,
    asOfMs: nowMs,
    clockToleranceMs: 0,
    whenStatusMissing: 'refuse',
    providers: [],
    ...rest,
    issuers: all,
    statusLists: statusLists.map((one) => wholeStatusList(one, nowMs)),
  });
  if (!list.success) return err(`The trust file is not right: ${firstIssue(list.error)}`);
  return ok(list.data);
}

/** Nothing is known but keys: any name, type and list of known contexts is believed with them, and the result says so. */
function trialIssuer(source: unknown): TrustedIssuer {
  return wholeIssuer({ keys: source, trial: true, withoutExpiry: true });
}

function wholeIssuer(issuer: z.infer<typeof LeanIssuer>): TrustedIssuer {
  const source = readKeySource(issuer.keys);
  const id = issuer.id ?? source.issuer;
  return {
    ...issuer,
    id: id ?? 'any',
    name: issuer.name ?? id ?? 'Any issuer with this key',
    formats: issuer.formats ?? [...CredentialFormat.options],
    keys: [...ownKeys(issuer.keys), ...source.keys],
    ...(id === undefined ? { trial: true } : {}),
  };
}

/** Keys in the trust list's own form keep all that they say there. */
function ownKeys(keys: unknown): readonly TrustedKey[] {
  const own = TrustedIssuer.shape.keys.safeParse(keys);
  return own.success ? own.data : [];
}

function wholeStatusList(list: z.infer<typeof LeanStatusList>, nowMs: number): StatusList {
  return {
    ...list,
    fetchedAtMs: list.fetchedAtMs ?? nowMs,
    maxAgeMs: list.maxAgeMs ?? LONG_MS,
    whenOlder: list.whenOlder ?? 'refuse',
    signed: typeof list.signed === 'string' ? list.signed : JSON.stringify(list.signed),
  };
}

/** PEM may have words around it, and a DID or Multikey stands alone. Windows begins a file with a mark, which goes with the blanks. */
function parse(file: string): unknown {
  const text = file.trim();
  if (/^-----BEGIN /m.test(text) || /^(?:did:|z6M)/.test(text)) return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? '' : `${issue.path.join('.')}: ${issue.message}`;
}
