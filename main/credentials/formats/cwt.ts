import { err, ok, type Result } from '../../../shared/result.ts';
import { refused, type Opened, type Refused } from '../opened.ts';
import { decodeBounded } from '../read/bounded-cbor.ts';
import { plainClaims } from '../read/plain-claims.ts';
import { findIssuers, findSigner } from '../trusting/issuers.ts';
import type { Claims, Surroundings } from '../types.ts';
import { readForeignSign1 } from './cose.ts';

/** https://www.iana.org/assignments/cwt/cwt.xhtml */
const CLAIMS: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [1, 'iss'],
  [2, 'sub'],
  [3, 'aud'],
  [4, 'exp'],
  [5, 'nbf'],
  [6, 'iat'],
  [7, 'cti'],
  [169, 'identity'],
  [65_533, 'status_list'],
  [65_534, 'ttl'],
  [65_535, 'status'],
]);

/** MOSIP's claim 169 (https://docs.mosip.io/1.2.0/id-lifecycle-management/identity-issuance/claim-169). */
const IDENTITY: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [1, 'id'],
  [2, 'version'],
  [3, 'language'],
  [4, 'fullName'],
  [5, 'firstName'],
  [6, 'middleName'],
  [7, 'lastName'],
  [8, 'dateOfBirth'],
  [9, 'gender'],
  [10, 'address'],
  [11, 'email'],
  [12, 'phone'],
  [13, 'nationality'],
  [14, 'maritalStatus'],
  [15, 'guardian'],
  [16, 'photo'],
  [17, 'photoFormat'],
  [18, 'bestQualityFingers'],
  [19, 'secondaryFullName'],
  [20, 'secondaryLanguage'],
  [21, 'locationCode'],
  [22, 'legalStatus'],
  [23, 'countryOfIssuance'],
  [62, 'face'],
]);

/** The claims of a CWT by their names; null where the bytes are no map of claims. */
export function readCwtClaims(payload: Uint8Array): Claims | null {
  const map = decodeBounded(payload);
  if (!map.ok || !(map.value instanceof Map)) return null;
  return Object.fromEntries(
    [...(map.value as ReadonlyMap<unknown, unknown>)].map(([key, value]) => [
      CLAIMS.get(key) ?? String(key),
      key === 169 && value instanceof Map ? identityOf(value) : plainClaims(value),
    ]),
  );
}

function identityOf(map: ReadonlyMap<unknown, unknown>): Claims {
  return Object.fromEntries([...map].map(([key, value]) => [IDENTITY.get(key) ?? String(key), plainClaims(value)]));
}

/** Major type of RFC 8949. */
const MAP = 5;

/** A CBOR Web Token (RFC 8392) of another maker, MOSIP's identity among them. */
export function openCwt(bytes: Uint8Array, { trust }: Surroundings): Result<Opened, Refused> {
  const sign1 = readForeignSign1(bytes);
  if (!sign1.ok) return sign1;
  const { algorithm, hints, type, payload, message, signature } = sign1.value;
  // A status list of the same issuer is no credential.
  if (type !== undefined && type !== 'cwt') return err(refused('unsupported', 'type-not-allowed'));
  const claims = readCwtClaims(payload);
  if (claims === null && (payload[0] ?? 0) >> 5 === MAP) return err(refused('malformed', 'not-cbor'));
  const iss = claims?.['iss'];
  const issuers = findIssuers(trust, typeof iss === 'string' ? iss : undefined, 'claim-169');
  if (!issuers.ok) return claims === null ? err(refused('malformed', 'not-cbor')) : issuers;
  const signer = findSigner(issuers.value, hints, algorithm, message, signature);
  if (!signer.ok) return signer;
  // Well signed, but no claims.
  if (claims === null) return err(refused('unsupported', 'unknown-kind', signer.value.issuer));
  return ok({ format: 'claim-169', ...signer.value, type: null, claims, notCovered: [], swappable: [] });
}
