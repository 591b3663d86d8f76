import type { CredentialFormat } from '../../../shared/domain/trust-list.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { refused, type Opened, type Refused } from '../opened.ts';
import { ENVELOPES, w3cPlaces } from '../meaning/w3c-claims.ts';
import { isObject } from '../read/bounded-json.ts';
import { findIssuers, findSigner } from '../trusting/issuers.ts';
import type { Claims, Surroundings } from '../types.ts';
import { readJws } from './jws.ts';

const VOUCHER_TYPES: ReadonlySet<string | undefined> = new Set([undefined, 'jwt', 'vc+jwt', 'vc+ld+jwt']);

/** OpenG2P's voucher and any other compact JWS with claims (RFC 7519): verified over the bytes as they came. */
export function openJwt(
  text: string,
  { trust }: Surroundings,
  format: CredentialFormat = 'jwt',
): Result<Opened, Refused> {
  const jws = readJws(text);
  if (!jws.ok) return jws;
  // A status list or a key proof of the same issuer is no voucher.
  if (format === 'jwt' && !VOUCHER_TYPES.has(jws.value.type)) return err(refused('unsupported', 'type-not-allowed'));
  const { claims, hints, algorithm, message, signature } = jws.value;
  const issuers = findIssuers(trust, issuerOf(claims), format);
  if (!issuers.ok) return claims === null ? err(refused('malformed', 'not-a-token')) : issuers;
  const signer = findSigner(issuers.value, hints, algorithm, message, signature);
  if (!signer.ok) return signer;
  // Well signed, but no claims.
  if (claims === null) return err(refused('unsupported', 'unknown-kind', signer.value.issuer));
  // A holder's envelope for credentials says nothing of its own.
  if (isObject(claims['vp']) || typesIn(claims).some((type) => ENVELOPES.has(type)))
    return err(refused('unsupported', 'type-not-allowed', signer.value.issuer));
  // In version 1.1 the claims lie inside `vc`, where maps made for the issuer's other formats do not lead.
  const own = isObject(claims['vc']) ? [] : typesIn(claims);
  const type = textOf(claims['vct']) ?? textOf(claims['type']) ?? own.at(-1) ?? null;
  return ok({ format, ...signer.value, type, claims, notCovered: [], swappable: [] });
}

/** W3C's credentials may leave `iss` out (https://www.w3.org/TR/vc-jose-cose/#securing-vcs-with-jose). */
function issuerOf(claims: Claims | null): string | undefined {
  if (claims === null || claims['iss'] !== undefined) return textOf(claims?.['iss']);
  const { issuer } = claims;
  return textOf(isObject(issuer) ? issuer['id'] : issuer);
}

function typesIn(claims: Claims): readonly string[] {
  return w3cPlaces(claims)
    .flatMap(({ type }) => type)
    .filter((one) => typeof one === 'string');
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
