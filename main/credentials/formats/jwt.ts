import type { CredentialFormat } from '../../../shared/domain/trust-list.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Opened, Refused } from '../opened.ts';
import { findIssuers, findSigner } from '../trusting/issuers.ts';
import type { Surroundings } from '../types.ts';
import { readJws } from './jws.ts';

/** OpenG2P's voucher and any other compact JWS with claims (RFC 7519): verified over the bytes as they came. */
export function openJwt(
  text: string,
  { trust }: Surroundings,
  format: CredentialFormat = 'jwt',
): Result<Opened, Refused> {
  const jws = readJws(text);
  if (!jws.ok) return jws;
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
