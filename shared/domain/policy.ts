import { z } from 'zod';
import { Currency, ItemCode, Quantity } from './roll.ts';
import { StationTrustList } from './trust-list.ts';
import { VoucherPolicy } from './voucher.ts';

/** The rules of the cycle that a station applies without asking anybody (part `policy.json` of the package). */
export const Policy = z.strictObject({
  /** A hand-over of more cash than this, per currency, needs a supervisor's approval. */
  approvalAboveMinor: z.record(Currency, Quantity),
  /** Cash hand-overs of one desk in one day session stop at this sum, per currency (verdict `limit-reached`). */
  dayLimitMinor: z.record(Currency, Quantity),
  /** At close: a larger absolute difference needs a supervisor's co-signature. */
  cashDifferenceLimitMinor: z.record(Currency, Quantity),
  stockDifferenceLimit: z.record(ItemCode, Quantity),
  /** Values of notes and coins for counting, per currency, in minor units, largest first. */
  denominations: z.record(Currency, z.array(z.int().min(1)).min(1).max(20)),
  partCollection: z.boolean(),
  proxyCollection: z.boolean(),
  /** Look-ups without a card per operator and hour; more need a supervisor. */
  lookupsPerHour: z.int().min(0).max(10_000),
  /** Older than this the station asks a supervisor before it serves. */
  maxRollAgeHours: z
    .int()
    .min(1)
    .max(24 * 366),
  idleLockMinutes: z.int().min(1).max(240),
  /** The site has one supervisor only, whose own signature stands where a second one is due (see approvers.ts). */
  soleSupervisor: z.boolean().optional(),
  vouchers: VoucherPolicy.optional(),
});
export type Policy = z.infer<typeof Policy>;

/** The programme's collector. */
export const Upstream = z.strictObject({
  /** Base address, `https://host[:port]`; `http` only for the loopback addresses of a test. */
  url: z
    .url({ protocol: /^https?$/ })
    .max(200)
    .optional(),
  /** The only authorities (PEM, one or more) by which the collector's own certificate is believed. */
  certificateAuthorities: z.string().max(20_000).optional(),
  /** Its name and Ed25519 public key (hex) in cosignatures (c2sp.org/tlog-cosignature). */
  name: z.string().regex(/^[a-z0-9][a-z0-9./-]{0,99}$/),
  publicKey: z.string().regex(/^[0-9a-f]{64}$/),
  /** age recipient of sealed bundles. */
  recipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/),
});
export type Upstream = z.infer<typeof Upstream>;

/** Whom the station believes, and which cards are cancelled (part `trust.json`). */
export const Trust = z.strictObject({
  /** When the issuer drew up the revocation list, UTC ms: its age is on every screen. */
  asOfMs: z.int(),
  cardKeys: z
    .array(
      z.strictObject({
        /** First 8 bytes of SHA-256 of the public key, hex. */
        kid: z.string().regex(/^[0-9a-f]{16}$/),
        /** Ed25519 public key, hex. */
        publicKey: z.string().regex(/^[0-9a-f]{64}$/),
        validFromMs: z.int(),
        validUntilMs: z.int(),
      }),
    )
    .min(1)
    .max(20),
  /** Where ledgers go, if anywhere; absent for programmes that only collect sticks. */
  upstream: Upstream.optional(),
  /** Issuers of vouchers and credentials beside the programme's own cards; absent where there are none. */
  credentials: StationTrustList.optional(),
  /** Card serial numbers (hex of the card's `cti`) that must be refused. */
  revokedCards: z.array(z.string().regex(/^[0-9a-f]{16,32}$/)).max(2_000_000),
});
export type Trust = z.infer<typeof Trust>;

/** Argon2id parameters (RFC 9106). The floor is OWASP's 19 MiB, t=2, p=1; the ceiling keeps a hostile file from exhausting memory. */
export const KdfParameters = z.strictObject({
  algorithm: z.literal('argon2id'),
  memoryKiB: z.int().min(19_456).max(262_144),
  iterations: z.int().min(2).max(10),
  parallelism: z.int().min(1).max(4),
  /** 16 random bytes, hex. */
  salt: z.string().regex(/^[0-9a-f]{32}$/),
});
export type KdfParameters = z.infer<typeof KdfParameters>;

export const Role = z.enum(['clerk', 'supervisor']);
export type Role = z.infer<typeof Role>;

/**
 * An operator as the package brings him (part `operators.json`). The secret itself never travels: `derivedKey` is
 * Argon2id(secret, kdf), 32 bytes hex, from which the station builds the operator's keyslot and then forgets it.
 */
export const Operator = z.strictObject({
  id: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,15}$/),
  name: z.string().min(1).max(120),
  role: Role,
  secretKind: z.enum(['passphrase', 'pin']),
  kdf: KdfParameters,
  derivedKey: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Operator = z.infer<typeof Operator>;
