import { z } from 'zod';
import { Currency, Quantity } from './roll.ts';

/**
 * Whose vouchers and credentials a station believes, how it reads them and how it learns what was revoked. It travels inside
 * signed files only (part `trust.json` of the cycle package, inbox); nothing in a scanned code can add to it.
 */

/** How a code is written. `jwt`: compact JWS, as OpenG2P prints its vouchers. `claim-169`: MOSIP's CWT for identity. */
export const CredentialFormat = z.enum(['jwt', 'gv1', 'json-ld', 'sd-jwt', 'claim-169']);
export type CredentialFormat = z.infer<typeof CredentialFormat>;

/** Names of RFC 7518, 8037 and 8812; COSE and JSON-LD suites are mapped to them. */
export const Algorithm = z.enum(['EdDSA', 'ES256', 'ES384', 'ES256K', 'RS256', 'PS256']);
export type Algorithm = z.infer<typeof Algorithm>;

/** The algorithm of that name; RFC 9864 gives EdDSA a second one. */
export function algorithmNamed(name: unknown): Algorithm | undefined {
  return Algorithm.safeParse(name === 'Ed25519' ? 'EdDSA' : name).data;
}

const Identifier = z.string().min(1).max(500);
const Name = z.string().min(1).max(200);
const TimeMs = z.int().min(0).max(253_402_300_800_000);
const Base64Url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const Coordinate = Base64Url.min(42).max(88);

/** A public key only: a private key in a trust list is refused as an unknown member. RSA from 2,048 to 8,192 bits. */
export const PublicJwk = z.discriminatedUnion('kty', [
  z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: Base64Url.length(43) }),
  z.strictObject({ kty: z.literal('EC'), crv: z.enum(['P-256', 'P-384', 'secp256k1']), x: Coordinate, y: Coordinate }),
  z.strictObject({ kty: z.literal('RSA'), n: Base64Url.min(342).max(1366), e: Base64Url.min(2).max(8) }),
]);
export type PublicJwk = z.infer<typeof PublicJwk>;

export const TrustedKey = z.strictObject({
  /** What a JWS or COSE header or a JSON-LD `verificationMethod` calls it; hex where the header holds bytes. */
  kid: Identifier,
  jwk: PublicJwk,
  /** Nothing else is accepted from this key. */
  algorithms: z.array(Algorithm).min(1).max(3),
  /** UTC ms. The key must have begun by now, and what it signed must be of a time before its end (exclusive). */
  validFromMs: TimeMs.optional(),
  validUntilMs: TimeMs.optional(),
  /** What it signed at or after this time is refused, and so is what does not say when it was signed. */
  revokedAtMs: TimeMs.optional(),
  /** A thief can write any date: nothing is accepted from a stolen key, whatever its date. */
  stolen: z.boolean().optional(),
});
export type TrustedKey = z.infer<typeof TrustedKey>;

/** Place of a claim: names with dots between them, or a list of names where a name itself holds a dot. */
export const ClaimPath = z.union([z.string().min(1).max(200), z.array(z.string().min(1).max(200)).min(1).max(10)]);
export type ClaimPath = z.infer<typeof ClaimPath>;

/** Which claim means what. A claim that is named here must be there and be signed, or the credential is not used. */
export const ClaimMap = z.strictObject({
  /** What the roll knows the beneficiary by. */
  beneficiary: ClaimPath.optional(),
  /** The entitlement's number in the system that granted it. */
  entitlement: ClaimPath.optional(),
  /** With the issuer it makes the voucher unique. */
  code: ClaimPath.optional(),
  /** Text or number in major units, e.g. `5000.0`. */
  amount: ClaimPath.optional(),
  currency: ClaimPath.optional(),
  /** Stands where no claim names the currency (OpenG2P's vouchers name none). */
  defaultCurrency: Currency.optional(),
  /** Who may redeem it: a provider's id, text or number. */
  provider: ClaimPath.optional(),
  /** Seconds since 1970 or an ISO 8601 date; beside those that the format itself knows. */
  validFrom: ClaimPath.optional(),
  validUntil: ClaimPath.optional(),
  /** List of `[item code, quantity]` or `{item, quantity}`. */
  items: ClaimPath.optional(),
  name: ClaimPath.optional(),
  /** `YYYY` or `YYYY-MM-DD`, by which the holder can be asked. */
  birthDate: ClaimPath.optional(),
  /** The voucher may be used up in several parts. */
  partial: z.boolean().optional(),
});
export type ClaimMap = z.infer<typeof ClaimMap>;

/** One kind of credential of an issuer: a type of JSON-LD or of W3C's JWTs, or the `vct` of an SD-JWT. */
export const CredentialType = z.strictObject({
  type: Identifier,
  /** JSON-LD: the whole `@context` must be equal to one of these lists. */
  contexts: z.array(z.array(z.unknown()).min(1).max(10)).max(10).optional(),
  claims: ClaimMap.optional(),
});
export type CredentialType = z.infer<typeof CredentialType>;

export const TrustedIssuer = z.strictObject({
  /** As its credentials write it: `iss`, the `issuer` of JSON-LD, the programme of a `GV1`. */
  id: Identifier,
  /** Other spellings of the same issuer, e.g. from before it moved to another address. */
  aliases: z.array(Identifier).max(10).optional(),
  name: Name,
  formats: z.array(CredentialFormat).min(1).max(5),
  keys: z.array(TrustedKey).min(1).max(50),
  /** Its kinds of credential; JSON-LD of a kind that is not here is refused. */
  types: z.array(CredentialType).max(50).optional(),
  claims: ClaimMap.optional(),
  /** From issue to expiry; longer ones are refused, as are those without an end where the format can have one. */
  maxLifetimeMs: z.int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  /** Accepts credentials that say nothing of their end. Vouchers (`gv1`, and `jwt` other than W3C's) always need one. */
  withoutExpiry: z.boolean().optional(),
  /** JSON-LD as OpenG2P's issuer signs it, whose JWS carries its payload. Only for an issuer whose credentials were tried. */
  attachedSignatures: z.boolean().optional(),
  /**
   * Its credentials sign nothing of whom they name, as those of OpenG2P's default template: the number and birth date that they
   * show are held against the roll, and a supervisor answers. Everybody else's unsigned claims lead to nobody.
   */
  matchesRoll: z.boolean().optional(),
  /** The list that the status index of its `GV1` vouchers points into. */
  statusList: Identifier.optional(),
  /**
   * For trying cards out, never at a station: whatever name, type and list of known contexts is believed if only the key is
   * right. Results say so.
   */
  trial: z.boolean().optional(),
});
export type TrustedIssuer = z.infer<typeof TrustedIssuer>;

export const StatusPolicy = z.enum(['allow-with-flag', 'refuse']);
export type StatusPolicy = z.infer<typeof StatusPolicy>;

export const STATUS_LIST_MAXIMUM_CHARACTERS = 2_000_000;

/** A status list as its issuer signed it: it is checked against the issuer's keys like anything else. */
export const StatusList = z.strictObject({
  /** As credentials name it; the list itself must say the same. */
  uri: Identifier,
  kind: z.enum(['ietf-jwt', 'ietf-cwt', 'w3c-bitstring']),
  /** Compact JWS; base64 of the CWT; JSON text of the status list credential. */
  signed: z.string().min(1).max(STATUS_LIST_MAXIMUM_CHARACTERS),
  fetchedAtMs: TimeMs,
  /** Counted from when it was fetched or issued, whichever is earlier. The list's own end and `ttl` count as well. */
  maxAgeMs: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
  whenOlder: StatusPolicy,
});
export type StatusList = z.infer<typeof StatusList>;

export const Service = z.strictObject({
  code: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/),
  name: Name,
  currency: Currency,
  /** The most that may be claimed for it once, minor units. */
  ceilingMinor: Quantity,
});
export type Service = z.infer<typeof Service>;

export const ServiceProvider = z.strictObject({
  /** As vouchers name it (`aud`), as text. */
  id: Identifier,
  name: Name,
  /** Sites whose desks act for it. Where it offers services, vouchers of money are held and captured there. */
  sites: z.array(Name).max(100).optional(),
  services: z.array(Service).max(500),
});
export type ServiceProvider = z.infer<typeof ServiceProvider>;

export const ContextDocument = z.strictObject({
  url: z.string().min(1).max(500),
  /** Of the text's UTF-8 bytes, hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  text: z.string().min(2).max(100_000),
});
export type ContextDocument = z.infer<typeof ContextDocument>;

export const TrustList = z.strictObject({
  version: z.literal(1),
  /** Rises with every list of the programme, however it travels; a list without one is older than any that has one. */
  number: z.int().min(1).optional(),
  /** When it was drawn up, UTC ms: its age is shown. */
  asOfMs: TimeMs,
  /** How far a station's clock may be off, either way. */
  clockToleranceMs: z.int().min(0).max(86_400_000),
  issuers: z.array(TrustedIssuer).max(100),
  statusLists: z.array(StatusList).max(100),
  /** For a credential that names a list of which there is no readable copy. */
  whenStatusMissing: StatusPolicy,
  providers: z.array(ServiceProvider).max(1000),
  /** JSON-LD contexts beyond those that the program brings; they stand before them. */
  contextDocuments: z.array(ContextDocument).max(20).optional(),
});
export type TrustList = z.infer<typeof TrustList>;

const withoutTrials = ({ issuers }: TrustList): boolean => issuers.every((issuer) => issuer.trial !== true);
const TRIAL = 'An issuer for trying out is not trusted at a station';

/** What a station takes: nothing that was made for trying out. */
export const StationTrustList = TrustList.refine(withoutTrials, TRIAL);
/** The same under a number, so that it can take another one's place. */
export const NumberedTrustList = TrustList.required({ number: true }).refine(withoutTrials, TRIAL);
