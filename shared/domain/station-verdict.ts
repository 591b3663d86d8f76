import type { CredentialReason, CredentialResult, CredentialVerdict } from './credential-verdict.ts';
import type { VerdictCode, VerdictReason } from './verdict.ts';

type Shown = Readonly<{ verdict: VerdictCode; reason: VerdictReason }>;

/** What the station shows for each verdict, unless the reason says more. */
const BY_VERDICT: Readonly<Record<CredentialVerdict, Shown>> = {
  valid: { verdict: 'ok', reason: 'voucher-genuine' },
  'look-up-only': { verdict: 'attention', reason: 'code-not-signed' },
  expired: { verdict: 'expired', reason: 'voucher-expired' },
  'not-yet-valid': { verdict: 'not-yet-valid', reason: 'voucher-not-yet-valid' },
  revoked: { verdict: 'revoked', reason: 'voucher-revoked' },
  'status-stale': { verdict: 'needs-approval', reason: 'status-list-old' },
  'untrusted-issuer': { verdict: 'unknown-issuer', reason: 'issuer-not-trusted' },
  'bad-signature': { verdict: 'forged', reason: 'voucher-forged' },
  'claims-not-covered': { verdict: 'claims-not-signed', reason: 'claims-not-signed' },
  'clock-behind': { verdict: 'needs-approval', reason: 'clock-behind' },
  unsupported: { verdict: 'unreadable', reason: 'format-not-supported' },
  malformed: { verdict: 'unreadable', reason: 'credential-incomplete' },
};

const BY_REASON: Readonly<Partial<Record<CredentialReason, VerdictReason>>> = {
  link: 'link-not-card',
  'unknown-kind': 'not-our-code',
  empty: 'not-our-code',
  'damaged-text': 'damaged-text',
  'took-too-long': 'took-too-long',
  'too-long': 'not-our-code',
  'too-complex': 'not-our-code',
  'not-json': 'damaged-text',
  // What is compressed has a checksum: bytes that make no sense without one are a parcel's code, or anybody's.
  'not-cbor': 'not-our-code',
  'not-a-token': 'damaged-text',
  'signature-missing': 'signature-missing',
  'key-revoked': 'issuer-key-not-in-force',
  'key-not-in-force': 'issuer-key-not-in-force',
  suspended: 'voucher-suspended',
  'status-list-missing': 'status-list-missing',
  'status-list-unreadable': 'status-list-missing',
};

/** The pipeline's result in the words of the serving screen. What is due and whether it was redeemed is judged after it. */
export function stationVerdict({ verdict, reasons }: Pick<CredentialResult, 'verdict' | 'reasons'>): Shown {
  const shown = BY_VERDICT[verdict];
  const [first] = reasons;
  if (verdict === 'valid') {
    // Allowed by the policy, but to be seen.
    const flag = reasons.find((reason) => reason.startsWith('status-list-'));
    if (flag === undefined) return shown;
    return { verdict: 'attention', reason: flag === 'status-list-old' ? 'status-list-old' : 'status-list-missing' };
  }
  return { ...shown, reason: (first === undefined ? undefined : BY_REASON[first]) ?? shown.reason };
}
