import { createHash } from 'node:crypto';
import { err, ok, type Result } from '../../../shared/result.ts';
import { fromBase64Url } from '../../../shared/wire/bytes.ts';
import { isObject, parseBounded } from '../read/bounded-json.ts';
import type { Claims } from '../types.ts';

type Disclosure = Readonly<{ name: string | undefined; value: unknown }>;
type Work = Readonly<{ open: ReadonlyMap<string, Disclosure>; seen: Set<string>; used: Set<string> }>;

const HASHES: ReadonlyMap<unknown, string> = new Map([
  ['sha-256', 'sha256'],
  ['sha-384', 'sha384'],
  ['sha-512', 'sha512'],
]);
const MAXIMUM_DISCLOSURES = 200;
/** SD-JWT VC: these must be signed openly. */
const NEVER_DISCLOSED: ReadonlySet<string> = new Set(['iss', 'nbf', 'exp', 'cnf', 'vct', 'vct#integrity', 'status']);

export type Disclosed = Readonly<{
  claims: Claims;
  /** Names of disclosures that no signed hash stands for. */
  notSigned: readonly string[];
}>;

/**
 * Puts the disclosed claims of an SD-JWT into its signed ones (RFC 9901, section 7.1). Two disclosures for one hash, or a name
 * that is there already, make the whole invalid. One that no signed hash stands for is left out and told: the RFC would refuse
 * the whole, but MOSIP's issuers have printed such credentials, and what is left out harms nobody.
 */
export function disclose(claims: Claims, disclosures: readonly string[]): Result<Disclosed, 'disclosure-wrong'> {
  const hash = HASHES.get(claims['_sd_alg'] ?? 'sha-256');
  if (hash === undefined || disclosures.length > MAXIMUM_DISCLOSURES) return err('disclosure-wrong');
  const open = new Map<string, Disclosure>();
  for (const text of disclosures) {
    const digest = createHash(hash).update(text, 'utf8').digest('base64url');
    const disclosure = readDisclosure(text);
    if (disclosure === undefined || open.has(digest)) return err('disclosure-wrong');
    open.set(digest, disclosure);
  }
  const work: Work = { open, seen: new Set(), used: new Set() };
  try {
    const whole = fill(claims, work, true) as Claims;
    const { _sd_alg: _hash, ...rest } = whole;
    const unused = [...open].filter(([digest]) => !work.used.has(digest));
    return ok({ claims: rest, notSigned: unused.map(([, { name }]) => name ?? '...') });
  } catch (thrown) {
    if (!(thrown instanceof WrongDisclosure)) throw thrown;
    return err('disclosure-wrong');
  }
}

class WrongDisclosure extends Error {}

function readDisclosure(text: string): Disclosure | undefined {
  let bytes: Uint8Array;
  try {
    bytes = fromBase64Url(text);
  } catch {
    return undefined;
  }
  const parts = parseBounded(bytes);
  if (!parts.ok || !Array.isArray(parts.value)) return undefined;
  const [salt, second, third] = parts.value as unknown[];
  if (typeof salt !== 'string') return undefined;
  if (parts.value.length === 2) return { name: undefined, value: second };
  if (parts.value.length !== 3 || typeof second !== 'string' || second === '_sd' || second === '...') return undefined;
  return { name: second, value: third };
}

/** Each disclosure is used once at most, so this ends; their depth adds up, and each is bounded. */
function fill(value: unknown, work: Work, isRoot = false): unknown {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => fillItem(item, work));
  if (!isObject(value)) return value;
  const { _sd: digests, ...plain } = value;
  const whole = new Map(Object.entries(plain).map(([name, item]) => [name, fill(item, work)] as const));
  if (digests !== undefined && !Array.isArray(digests)) throw new WrongDisclosure();
  for (const digest of (digests ?? []) as unknown[]) {
    const disclosure = take(digest, work);
    if (disclosure === undefined) continue;
    const { name } = disclosure;
    if (name === undefined || whole.has(name) || (isRoot && NEVER_DISCLOSED.has(name))) throw new WrongDisclosure();
    whole.set(name, fill(disclosure.value, work));
  }
  return Object.fromEntries(whole);
}

function fillItem(item: unknown, work: Work): unknown[] {
  if (!isObject(item) || item['...'] === undefined) return [fill(item, work)];
  if (Object.keys(item).length !== 1) throw new WrongDisclosure();
  const disclosure = take(item['...'], work);
  if (disclosure === undefined) return [];
  if (disclosure.name !== undefined) throw new WrongDisclosure();
  return [fill(disclosure.value, work)];
}

function take(digest: unknown, { open, seen, used }: Work): Disclosure | undefined {
  if (typeof digest !== 'string' || seen.has(digest)) throw new WrongDisclosure();
  seen.add(digest);
  const disclosure = open.get(digest);
  if (disclosure !== undefined) used.add(digest);
  return disclosure;
}
