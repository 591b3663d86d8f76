import { sign, type KeyObject } from 'node:crypto';
import { toBase64Url, utf8Bytes } from '../../../shared/wire/bytes.ts';
import type { Signer } from '../../../shared/wire/ed25519.ts';

/** Signs claims as a compact JWS (RFC 7515, section 7.1). */
function compactJws(header: object, claims: object, signMessage: (message: Uint8Array) => Uint8Array): string {
  const message = [header, claims].map((part) => toBase64Url(utf8Bytes(JSON.stringify(part)))).join('.');
  return `${message}.${toBase64Url(signMessage(utf8Bytes(message)))}`;
}

/** As OpenG2P of the 15.0 line signs: RS256, with the key's name and a type. */
export function signRs256(kid: string, claims: object, key: KeyObject): string {
  return compactJws(
    { alg: 'RS256', kid, typ: 'JWT' },
    claims,
    (message) => new Uint8Array(sign('sha256', message, key)),
  );
}

export function signEdDsa(type: string, kid: string, claims: object, signer: Signer): string {
  return compactJws({ alg: 'EdDSA', kid, typ: type }, claims, signer.sign);
}
