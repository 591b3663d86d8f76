import { deflateSync } from 'node:zlib';
import type { StatusList } from '../../../shared/domain/trust-list.ts';
import { toBase64Url } from '../../../shared/wire/bytes.ts';
import { keyId, type Signer } from '../../../shared/wire/ed25519.ts';
import { signEdDsa } from './compact-jws.ts';

/** Room for vouchers that are issued after the list: a station must find them in it. */
const LEAST_ENTRIES = 131_072;

export type StatusListOptions = Readonly<{
  programme: string;
  /** Vouchers issued so far. */
  issued: number;
  /** Places of the vouchers that were revoked. */
  revoked: readonly number[];
  nowMs: number;
}> &
  Pick<StatusList, 'maxAgeMs' | 'whenOlder'>;

/** Where the vouchers' status index points: a name, for nobody fetches the list from anywhere. */
export function statusListUri(programme: string): string {
  return `urn:tallypoint:vouchers:${programme}`;
}

/** Signs which vouchers are revoked: IETF Token Status List as JWT, one bit each, lowest first, deflated. */
export function signStatusList(options: StatusListOptions, signer: Signer): StatusList {
  const { programme, issued, revoked, nowMs, maxAgeMs, whenOlder } = options;
  const entries = Math.max(LEAST_ENTRIES, 2 ** Math.ceil(Math.log2(Math.max(1, issued) + 1)));
  const bits = new Uint8Array(entries / 8);
  for (const index of revoked) {
    const at = index >> 3;
    bits[at] = (bits[at] ?? 0) | (1 << (index & 7));
  }
  const uri = statusListUri(programme);
  const claims = {
    sub: uri,
    iat: Math.floor(nowMs / 1000),
    status_list: { bits: 1, lst: toBase64Url(deflateSync(bits, { level: 9 })) },
  };
  const signed = signEdDsa('statuslist+jwt', keyId(signer.publicKey), claims, signer);
  return { uri, kind: 'ietf-jwt', signed, fetchedAtMs: nowMs, maxAgeMs, whenOlder };
}
