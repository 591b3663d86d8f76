import { z } from 'zod';
import { CLAIM_LIMITS, ClaimAnswer, DocumentKind, DocumentType } from '../domain/reimbursement.ts';
import { Currency } from '../domain/roll.ts';
import { utf8Text } from './bytes.ts';
import { canonicalBytes } from './canonical.ts';
import { Envelope } from './documents.ts';
import { EntryLine, LogOrigin } from './upload.ts';

/**
 * What a claim is about, which its ledger entry does not tell: names, codes, documents. It travels beside the ledger as
 * age(tar(`claim.json`, `documents/<sha256>.<ending>`…)) to the programme's recipient, so the stock tools open it, over the line in
 * pieces or as a file on a stick:
 *
 *   GET /v1/stations/{key}/claims/{seq}/{sha256}            ParcelHead: how much of it is there
 *   PUT /v1/stations/{key}/claims/{seq}/{sha256}?from=N&of=TOTAL   the bytes from N on -> 200 ParcelHead; Problem 409 rewind (size)
 *
 * `{seq}` is the claim's entry in the log of that key, `{sha256}` that of the sealed bytes. The collector's size is the only cursor,
 * as with entries. The entry binds the rest: `details` is the hash of salt and particulars, each capture names its documents' hashes.
 */
export const CLAIM_FILE_LIMITS = {
  /** Sealed. */
  bytes: 32 * 1024 * 1024,
  /** Of one PUT. */
  pieceBytes: 512 * 1024,
  headBytes: 1024 * 1024,
  /** Canonical; leaves room in the ledger's record for the rest. */
  particularsBytes: 100_000,
} as const;
export const CLAIM_FILE_HEAD = 'claim.json';

const Hex32 = z.string().regex(/^[0-9a-f]{64}$/);
const Text = z.string().max(500);
const Count = z.int().min(0);
const Named = z.strictObject({ id: Text, name: Text });

const ClaimedDocument = z.strictObject({
  sha256: Hex32,
  kind: DocumentKind,
  type: DocumentType,
  bytes: z.int().min(1).max(CLAIM_LIMITS.documentBytes),
});
export type ClaimedDocument = z.infer<typeof ClaimedDocument>;

const ClaimedCapture = z.strictObject({
  seq: Count,
  /** Number and check characters of its slip. */
  receipt: Text,
  check: z.string().max(8),
  atMs: z.int(),
  /** As on the voucher; left out where it has none, as everything below that is not known. */
  code: Text.optional(),
  /** The entitlement in the issuer's system (OpenG2P: `sub`). */
  entitlement: Text.optional(),
  beneficiary: Text.optional(),
  household: Text.optional(),
  holder: Text.optional(),
  /** The whole voucher, what was captured and what is claimed of that, minor units. */
  dueMinor: Count,
  capturedMinor: Count,
  amountMinor: Count,
  services: z
    .array(
      z.strictObject({ code: Text, name: Text, quantity: z.int().min(1), amountMinor: Count, ceilingMinor: Count }),
    )
    .max(50),
  documents: z.array(ClaimedDocument).max(CLAIM_LIMITS.documentsPerCapture),
});
export type ClaimedCapture = z.infer<typeof ClaimedCapture>;

export const ClaimParticulars = z.strictObject({
  v: z.literal(1),
  programme: Named,
  site: Named,
  desk: Named,
  cycleName: Text,
  provider: Named,
  issuer: Named,
  currency: Currency,
  operator: Named,
  totalMinor: Count,
  /** To the office. */
  note: Text.optional(),
  /** Number of the statement that this one takes the place of. */
  replaces: Text.optional(),
  captures: z.array(ClaimedCapture).min(1).max(CLAIM_LIMITS.captures),
});
export type ClaimParticulars = z.infer<typeof ClaimParticulars>;

/** `claim.json`: enough to check the claim although the ledger has not come yet. */
export const ClaimFileHead = z.strictObject({
  claim: z.literal(1),
  log: LogOrigin,
  registration: Envelope,
  /** The ledger entry as signed. */
  entry: EntryLine,
  salt: z.string().regex(/^[0-9a-f]{32}$/),
  particulars: ClaimParticulars,
});
export type ClaimFileHead = z.infer<typeof ClaimFileHead>;

/** What the hash in the entry covers, behind the salt's bytes. */
export function particularsText(particulars: ClaimParticulars): string {
  return utf8Text(canonicalBytes(particulars));
}

export const ParcelHead = z.strictObject({ sha256: Hex32, size: Count, whole: z.boolean() });
export type ParcelHead = z.infer<typeof ParcelHead>;

/**
 * Payload of the office's answer, signed by the collector. `number` rises with every answer to a claim: the highest counts, whatever
 * order they come in.
 */
export const ClaimStatus = z.strictObject({
  v: z.literal(1),
  programme: z.string().max(40),
  log: LogOrigin,
  seq: Count,
  number: z.int().min(1),
  answer: ClaimAnswer,
  /** What is asked, where it is queried. */
  reason: Text,
  /** Of the payment, where it is paid, and its day as `YYYY-MM-DD`. */
  reference: Text,
  paidOn: z.union([z.literal(''), z.iso.date()]),
  atMs: z.int(),
  by: z.string().min(1).max(120),
});
export type ClaimStatus = z.infer<typeof ClaimStatus>;
