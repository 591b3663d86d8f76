import { z } from 'zod';

/**
 * The signed documents that pass between HQ and a station. Each travels as a DSSE envelope
 * (https://github.com/secure-systems-lab/dsse, protocol.md) whose payload is the JSON below; the payload type binds the
 * signature to its kind, so that one document can never stand in for another.
 */
export const PAYLOAD_TYPE = {
  entry: 'application/vnd.tallypoint.entry.v1+json',
  approval: 'application/vnd.tallypoint.approval.v1+json',
  enrolment: 'application/vnd.tallypoint.enrolment.v1+json',
  certificate: 'application/vnd.tallypoint.certificate.v1+json',
  manifest: 'application/vnd.tallypoint.manifest.v1+json',
  outer: 'application/vnd.tallypoint.package.v1+json',
  log: 'application/vnd.tallypoint.log.v1+json',
  acknowledgement: 'application/vnd.tallypoint.acknowledgement.v1+json',
  resolution: 'application/vnd.tallypoint.resolution.v1+json',
  due: 'application/vnd.tallypoint.due.v1+json',
  claimStatus: 'application/vnd.tallypoint.claim-status.v1+json',
  trust: 'application/vnd.tallypoint.trust.v1+json',
} as const;

const Hex32 = z.string().regex(/^[0-9a-f]{64}$/);
const Kid = z.string().regex(/^[0-9a-f]{16}$/);
const Token = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
const Title = z.string().min(1).max(120);
const Recipient = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/);

export const Envelope = z.strictObject({
  payloadType: z.string().max(120),
  /** base64 (standard, padded). */
  payload: z.string().max(200_000_000),
  signatures: z.array(z.strictObject({ keyid: z.string().max(64), sig: z.string().max(128) })).length(1),
});
export type Envelope = z.infer<typeof Envelope>;

/** `.enrol`: what a new station asks HQ for, signed with its own new key. */
export const EnrolmentRequest = z.strictObject({
  v: z.literal(1),
  /** Ed25519 public key of the station, hex. */
  signKey: Hex32,
  /** age X25519 recipient that cycle packages are encrypted to. */
  recipient: Recipient,
  /** True where the machine holds a device secret, without which PINs are refused. */
  pinAllowed: z.boolean(),
  createdAtMs: z.int(),
  appVersion: z.string().max(32),
});
export type EnrolmentRequest = z.infer<typeof EnrolmentRequest>;

export const IssuingKey = z.strictObject({ kid: Kid, publicKey: Hex32 });

/** `.station`: HQ's answer. It is the station's whole trust: programme, place, issuing keys, recovery recipients. */
export const StationCertificate = z.strictObject({
  v: z.literal(1),
  programme: Token,
  programmeName: Title,
  site: Token,
  siteName: Title,
  desk: Token,
  deskName: Title,
  epoch: z.int().min(1).max(9999),
  signKey: Hex32,
  recipient: Recipient,
  issuingKeys: z.array(IssuingKey).min(1).max(8),
  recoveryRecipients: z.array(Recipient).min(1).max(4),
  validFromMs: z.int(),
  validUntilMs: z.int(),
});
export type StationCertificate = z.infer<typeof StationCertificate>;

export const PART_NAMES = [
  'roll.ndjson',
  'entitlements.ndjson',
  'stock.ndjson',
  'operators.json',
  'policy.json',
  'trust.json',
] as const;

/** First entry of the package's tar, as DSSE envelope `manifest.json`; the parts follow in the order listed. */
export const PackageManifest = z.strictObject({
  v: z.literal(1),
  kind: z.enum(['full', 'delta']),
  programme: Token,
  programmeName: Title,
  cycle: Token,
  cycleName: Title,
  site: Token,
  siteName: Title,
  desks: z
    .array(z.strictObject({ desk: Token, name: Title }))
    .min(1)
    .max(64),
  /** Public signing keys (hex) of the stations this package is for. */
  stations: z.array(Hex32).min(1).max(64),
  /** Rises with every package of the programme and site. */
  number: z.int().min(1),
  /** SHA-256 of the manifest bytes of the package before it (hex): a delta only applies on top of that one. */
  previous: Hex32.nullable(),
  issuedAtMs: z.int(),
  validFromMs: z.int(),
  validUntilMs: z.int(),
  /** 32 bytes hex; keys the pseudonyms of this cycle in the ledger. */
  cycleSecret: Hex32,
  parts: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z0-9][a-z0-9./-]{0,99}$/),
        bytes: z.int().min(0),
        sha256: Hex32,
        count: z.int().min(0),
      }),
    )
    .min(6)
    .max(200_000),
  /** Sum of all entitlements by account (see domain/account.ts): checked after reading. */
  totals: z.record(z.string().max(40), z.int().min(0)),
});
export type PackageManifest = z.infer<typeof PackageManifest>;

/** `<name>.cycle.sig`: signed statement over the encrypted file, checked before anything is decrypted. */
export const PackageSignature = z.strictObject({
  v: z.literal(1),
  programme: Token,
  site: Token,
  number: z.int().min(1),
  bytes: z.int().min(1),
  sha256: Hex32,
});
export type PackageSignature = z.infer<typeof PackageSignature>;
