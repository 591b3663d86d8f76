import { z } from 'zod';
import { Currency, Quantity } from './roll.ts';
import { CredentialFormat } from './trust-list.ts';

/** What the pipeline says of one scanned text. One of these and nothing else. */
export const CredentialVerdict = z.enum([
  'valid',
  /** A bare voucher code: nothing signed, good for looking the voucher up. */
  'look-up-only',
  'expired',
  'not-yet-valid',
  'revoked',
  /** The policy refuses what it cannot hold against a fresh status list. */
  'status-stale',
  'untrusted-issuer',
  'bad-signature',
  'claims-not-covered',
  /** The station's clock is behind a time it has already seen. */
  'clock-behind',
  'unsupported',
  'malformed',
]);
export type CredentialVerdict = z.infer<typeof CredentialVerdict>;

export const CredentialReason = z.enum([
  // Refused before any cryptography.
  'empty',
  'too-long',
  'too-complex',
  'link',
  'unknown-kind',
  'damaged-text',
  'not-json',
  'not-cbor',
  'not-a-token',
  'iso-mdoc',
  'encrypted',
  'unsupported-suite',
  'unsupported-algorithm',
  'unsupported-version',
  'took-too-long',
  // Whom it is from.
  'no-such-issuer',
  'no-such-key',
  'format-not-allowed',
  'type-not-allowed',
  'context-not-allowed',
  'key-not-in-force',
  'key-revoked',
  // The signature and what it covers.
  'signature-missing',
  'signature-wrong',
  'algorithm-not-allowed',
  'claims-not-signed',
  'needed-claim-missing',
  'needed-claim-not-signed',
  'disclosure-wrong',
  // Time.
  'no-expiry',
  'lifetime-too-long',
  'past-expiry',
  'before-start',
  'clock-behind',
  // Status.
  'revoked',
  'suspended',
  'status-not-valid',
  'status-list-missing',
  'status-list-unreadable',
  'status-list-old',
  // Meaning.
  'amount-unreadable',
  'currency-unknown',
  'items-unreadable',
  'time-unreadable',
  'unsigned-code',
  'signed-by-trusted-key',
  /** Issuer, type and contexts were not held against a trust list: good for trying cards out only. */
  'trial-trust',
]);
export type CredentialReason = z.infer<typeof CredentialReason>;

/** How the outside of the text looks. */
export const ScanKind = z.enum(['gv1', 'jwt', 'sd-jwt', 'json-ld', 'claim-169', 'openg2p-code', 'link', 'unknown']);
export type ScanKind = z.infer<typeof ScanKind>;

const Text = z.string().max(2000);
const TimeMs = z.int();

/** A voucher after its issuer's claim map: what redemption needs. Null where the voucher does not say it. */
export const VoucherFacts = z.strictObject({
  /**
   * Names the voucher once and for all, 16 bytes hex: two codes of the same voucher (a JWT and the `GV1` made from it) have the
   * same one, so the ledger redeems it once. Null where nothing makes it unique.
   */
  unique: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable(),
  code: Text.nullable(),
  beneficiary: Text.nullable(),
  entitlement: Text.nullable(),
  name: Text.nullable(),
  /** `YYYY` or `YYYY-MM-DD`. */
  birthDate: Text.nullable(),
  amountMinor: Quantity.nullable(),
  currency: Currency.nullable(),
  items: z.array(z.strictObject({ item: z.string().max(64), quantity: Quantity })).max(50),
  /** Providers that may redeem it; empty: anybody. */
  providers: z.array(Text).max(20),
  partial: z.boolean(),
  programme: Text.nullable(),
  cycle: Text.nullable(),
});
export type VoucherFacts = z.infer<typeof VoucherFacts>;

export const CredentialStatus = z.strictObject({
  uri: Text,
  index: z.int(),
  state: z.enum(['valid', 'revoked', 'suspended', 'not-valid', 'unknown']),
  /** When the list was fetched or issued, whichever is earlier; null without a list. */
  asOfMs: TimeMs.nullable(),
  old: z.boolean(),
});
export type CredentialStatus = z.infer<typeof CredentialStatus>;

/** Whom a credential names without having signed it: to be held against the roll, never to be believed. */
export const PresentedPerson = z.strictObject({
  /** A household's number, or a member's identity number. */
  beneficiary: Text,
  /** `YYYY` or `YYYY-MM-DD`. */
  birthDate: Text.nullable(),
});
export type PresentedPerson = z.infer<typeof PresentedPerson>;

export const CredentialResult = z.strictObject({
  verdict: CredentialVerdict,
  /** The first one decides; the others are what a person should see as well (`status-list-old` beside `valid`). */
  reasons: z.array(CredentialReason).min(1).max(10),
  kind: ScanKind,
  format: CredentialFormat.nullable(),
  /** The trusted issuer whose key made the signature; null before that is known. */
  issuer: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  keyId: z.string().nullable(),
  type: Text.nullable(),
  /** Only what the signature really covers; empty unless the signature is good. */
  claims: z.record(z.string(), z.unknown()),
  /** Paths of claims that were presented and are not signed, and pairs whose values can change places. */
  notCovered: z.array(Text).max(500),
  swappable: z.array(z.tuple([Text, Text])).max(5000),
  issuedAtMs: TimeMs.nullable(),
  /** Valid from (inclusive) … until (exclusive), UTC ms. */
  validFromMs: TimeMs.nullable(),
  validUntilMs: TimeMs.nullable(),
  status: CredentialStatus.nullable(),
  voucher: VoucherFacts.nullable(),
  /** Only beside `claims-not-covered`, where the signature is good and the credential says nothing against itself. */
  presented: PresentedPerson.nullable(),
});
export type CredentialResult = z.infer<typeof CredentialResult>;
