import type { StatusList, TrustedIssuer } from '../../../shared/domain/trust-list.ts';
import { readCwtClaims } from '../formats/cwt.ts';
import { readForeignSign1 } from '../formats/cose.ts';
import { openDocument } from '../formats/json-ld.ts';
import { readJws } from '../formats/jws.ts';
import { readTimes } from '../meaning/times.ts';
import { isObject } from '../read/bounded-json.ts';
import { findSigner, keyFault } from '../trusting/issuers.ts';
import type { Claims, Surroundings } from '../types.ts';
import { ietfBits, w3cBits, type StatusBits } from './status-bits.ts';

/** A status list that its issuer signed. */
export type ReadList = Readonly<{
  bits: StatusBits;
  /** What the list is about; IETF lists say it by their values. */
  purpose: 'revocation' | 'suspension' | 'ietf';
  issuedAtMs: number | null;
  /** Not to be used from here on, and how long after it was fetched it ought to be replaced. */
  untilMs: number | null;
  lifetimeMs: number | null;
}>;

const JWT_TYPE = 'statuslist+jwt';
const CWT_TYPE = 'statuslist+cwt';

/**
 * Reads a list and checks that an issuer's own key signed it, and that it is the list of that address. Undefined for anything
 * else: then nothing is known of the status.
 */
export async function readStatusList(
  list: StatusList,
  issuer: TrustedIssuer,
  surroundings: Surroundings,
): Promise<ReadList | undefined> {
  if (list.kind === 'w3c-bitstring') return readW3c(list, issuer, surroundings);
  return list.kind === 'ietf-jwt' ? readIetfJwt(list, issuer, surroundings) : readIetfCwt(list, issuer, surroundings);
}

function readIetfJwt(list: StatusList, issuer: TrustedIssuer, { clock }: Surroundings): ReadList | undefined {
  const jws = readJws(list.signed.trim());
  if (!jws.ok || jws.value.type !== JWT_TYPE) return undefined;
  const { claims, hints, algorithm, message, signature } = jws.value;
  if (claims === null) return undefined;
  const signer = findSigner([issuer], hints, algorithm, message, signature);
  return signer.ok && !isOutOfForce(claims, signer.value.key, clock.nowMs) ? ietfList(list.uri, claims) : undefined;
}

function readIetfCwt(list: StatusList, issuer: TrustedIssuer, { clock }: Surroundings): ReadList | undefined {
  const sign1 = readForeignSign1(new Uint8Array(Buffer.from(list.signed, 'base64')));
  if (!sign1.ok || sign1.value.type !== CWT_TYPE) return undefined;
  const { payload, hints, algorithm, message, signature } = sign1.value;
  const claims = readCwtClaims(payload);
  const signer = findSigner([issuer], hints, algorithm, message, signature);
  if (claims === null || !signer.ok || isOutOfForce(claims, signer.value.key, clock.nowMs)) return undefined;
  return ietfList(list.uri, claims);
}

function isOutOfForce(claims: Claims, key: Parameters<typeof keyFault>[0], nowMs: number): boolean {
  const times = readTimes(claims, undefined);
  return !times.ok || keyFault(key, times.value.issuedAtMs, nowMs) !== undefined;
}

function ietfList(uri: string, claims: Claims): ReadList | undefined {
  const { sub, ttl, status_list: list } = claims;
  const times = readTimes(claims, undefined);
  if (sub !== uri || !isObject(list) || !times.ok) return undefined;
  const { bits, lst } = list;
  const read = typeof lst === 'string' ? ietfBits(listBytes(lst), bits) : undefined;
  if (read === undefined) return undefined;
  return {
    bits: read,
    purpose: 'ietf',
    issuedAtMs: times.value.issuedAtMs,
    untilMs: times.value.untilMs,
    lifetimeMs: typeof ttl === 'number' && ttl > 0 ? ttl * 1000 : null,
  };
}

/** In a CWT the list is bytes, which stand here as hex: zlib begins with 78 in hex and with `e` in base64url. */
function listBytes(lst: string): string | Uint8Array {
  return /^78[0-9a-f]*$/.test(lst) ? new Uint8Array(Buffer.from(lst, 'hex')) : lst;
}

async function readW3c(
  list: StatusList,
  issuer: TrustedIssuer,
  surroundings: Surroundings,
): Promise<ReadList | undefined> {
  let document: unknown;
  try {
    document = JSON.parse(list.signed);
  } catch {
    return undefined;
  }
  if (!isObject(document)) return undefined;
  const opened = await openDocument(document, [issuer], surroundings);
  if (!opened.ok) return undefined;
  const { claims, key } = opened.value;
  const times = readTimes(claims, undefined);
  const subject = claims['credentialSubject'];
  if (!times.ok || !isObject(subject) || claims['id'] !== list.uri) return undefined;
  if (keyFault(key, times.value.issuedAtMs, surroundings.clock.nowMs) !== undefined) return undefined;
  const { encodedList, statusPurpose, ttl } = subject;
  const bits = typeof encodedList === 'string' ? w3cBits(encodedList) : undefined;
  if (bits === undefined || (statusPurpose !== 'revocation' && statusPurpose !== 'suspension')) return undefined;
  return {
    bits,
    purpose: statusPurpose,
    issuedAtMs: times.value.issuedAtMs,
    untilMs: times.value.untilMs,
    lifetimeMs: typeof ttl === 'number' && ttl > 0 ? ttl : null,
  };
}
