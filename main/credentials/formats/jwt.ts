import type { CredentialFormat } from '../../../shared/domain/trust-list.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { refused, type Opened, type Refused } from '../opened.ts';
import { findIssuers, findSigner } from '../trusting/issuers.ts';
import type { Surroundings } from '../types.ts';
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
  const issuers = findIssuers(trust, textOf(claims['iss']), format);
  if (!issuers.ok) return issuers;
  const signer = findSigner(issuers.value, hints, algorithm, message, signature);
  if (!signer.ok) return signer;
  const type = textOf(claims['vct']) ?? textOf(claims['type']) ?? null;
  return ok({ format, ...signer.value, type, claims, notCovered: [], swappable: [] });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
