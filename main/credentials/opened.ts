import type { CredentialReason, CredentialVerdict } from '../../shared/domain/credential-verdict.ts';
import type { CredentialFormat, TrustedIssuer, TrustedKey } from '../../shared/domain/trust-list.ts';
import type { Voucher } from '../../shared/wire/gv1.ts';
import type { Claims } from './types.ts';

/** A credential whose signature is one of a trusted key. Whether it is in force and what it means is judged afterwards. */
export type Opened = Readonly<{
  format: CredentialFormat;
  issuer: TrustedIssuer;
  key: TrustedKey;
  type: string | null;
  /** Only what is signed. */
  claims: Claims;
  notCovered: readonly string[];
  swappable: readonly (readonly [string, string])[];
  /** When the proof of JSON-LD says that it was made and that it ends, UTC ms. */
  signedAtMs?: number;
  proofEndsAtMs?: number;
  /** Our own voucher needs no claim map. */
  voucher?: Voucher;
}>;

/** Not believed, with whose it would be where that is known. */
export type Refused = Readonly<{
  verdict: CredentialVerdict;
  reason: CredentialReason;
  issuer?: TrustedIssuer;
  type?: string;
  notCovered?: readonly string[];
  swappable?: readonly (readonly [string, string])[];
  /** A good signature that does not cover what is needed: the same credential with all that it says, signed or not. */
  unsigned?: Opened;
}>;

export function refused(verdict: CredentialVerdict, reason: CredentialReason, issuer?: TrustedIssuer): Refused {
  return { verdict, reason, ...(issuer === undefined ? {} : { issuer }) };
}
