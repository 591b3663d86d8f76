import { z } from 'zod';
import { CLAIM_FAILURES, CLAIM_LIMITS, ClaimAnswer, DocumentKind, DocumentType } from '../domain/reimbursement.ts';
import { command } from './kinds.ts';

const nothing = z.void();
const Sum = z.int().min(0);
const Seq = z.int().min(0);
const READ = ['locked', 'not-allowed'] as const;
const WRITE = [...READ, 'disk-full', 'storage-fault'] as const;

/** A supporting document, kept sealed beside the ledger. */
export const DocumentView = z.object({
  capture: z.int(),
  /** SHA-256, hex: its name. */
  sha256: z.string(),
  kind: DocumentKind,
  type: DocumentType,
  bytes: Sum,
  /** A claim names it: it cannot be taken away any more. */
  claimed: z.boolean(),
});
export type DocumentView = z.infer<typeof DocumentView>;

/** A capture that may be or is claimed. Amounts in minor units. */
export const ClaimCaptureView = z.object({
  seq: z.int(),
  receipt: z.string(),
  check: z.string(),
  atMs: z.int(),
  name: z.string().nullable(),
  household: z.string().nullable(),
  code: z.string().nullable(),
  /** Who pays. */
  issuer: z.object({ id: z.string(), name: z.string() }),
  currency: z.string(),
  capturedMinor: z.int(),
  /** What is claimed of it; the same as captured before that. */
  amountMinor: z.int(),
  services: z.array(z.object({ code: z.string(), name: z.string(), quantity: z.int(), amountMinor: z.int() })),
  documents: z.array(DocumentView),
});
export type ClaimCaptureView = z.infer<typeof ClaimCaptureView>;

const StatusView = z.object({
  answer: ClaimAnswer,
  reason: z.string(),
  reference: z.string(),
  /** `YYYY-MM-DD`, or empty. */
  paidOn: z.string(),
  atMs: z.int(),
  by: z.string(),
});

export const StatementView = z.object({
  seq: z.int(),
  number: z.string(),
  check: z.string(),
  atMs: z.int(),
  operator: z.string(),
  issuer: z.string(),
  currency: z.string(),
  amountMinor: z.int(),
  captures: Sum,
  /** Number of the statement it answers for, and of the one that took its place. */
  replaces: z.string().nullable(),
  replacedBy: z.string().nullable(),
  /** Of entry and claim file: `recorded` here only, `sent` to the collector whole. */
  way: z.enum(['recorded', 'sent']),
  status: StatusView.nullable(),
});
export type StatementView = z.infer<typeof StatementView>;

/** `portal`: the file set that OpenG2P's Service Provider Portal asks for, as a zip. `claim`: sealed, to be carried to the office. */
export const ClaimForm = z.enum(['pdf', 'csv', 'portal', 'claim']);
export type ClaimForm = z.infer<typeof ClaimForm>;

const CLAIM = [
  ...WRITE,
  ...CLAIM_FAILURES,
  'no-cycle',
  'not-queried',
  'documents-too-large',
  'statement-too-large',
  'document-damaged',
] as const;
export const SAVE_CLAIM_FAILURES = [...WRITE, 'not-found', 'no-upstream', 'document-damaged'] as const;
export const READ_ANSWER_FAILURES = [
  ...WRITE,
  'no-upstream',
  'file-missing',
  'not-an-answer',
  'forged-answer',
  'foreign-answer',
] as const;

/** What a provider claims for services given on vouchers. For supervisors. */
export const claimsContract = {
  /** Captures that no claim names and that were not taken back, oldest first. */
  open: command(nothing, z.object({ captures: z.array(ClaimCaptureView), more: z.boolean() }), READ),
  /** A PDF, JPEG or PNG. The same document twice is one. */
  attach: command(
    z.object({
      capture: Seq,
      kind: DocumentKind,
      bytes: z.custom<Uint8Array>(
        (value) => value instanceof Uint8Array && value.length > 0 && value.length <= 2 * CLAIM_LIMITS.documentBytes,
      ),
    }),
    DocumentView,
    [...WRITE, 'not-found', 'no-document', 'document-too-large', 'too-many-documents', 'not-queried'],
  ),
  detach: command(z.object({ capture: Seq, sha256: z.string().length(64) }), nothing, [
    ...WRITE,
    'not-found',
    'document-claimed',
  ]),
  document: command(
    z.object({ sha256: z.string().length(64) }),
    z.object({ type: DocumentType, bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array) }),
    [...READ, 'not-found', 'document-damaged'],
  ),
  /** Makes the statement: an entry of the ledger. `replaces`: a statement that came back with a question. */
  make: command(
    z.object({
      captures: z
        .array(z.object({ seq: Seq, amountMinor: z.int().min(1).max(Number.MAX_SAFE_INTEGER).optional() }))
        .max(1000),
      note: z.string().max(280).optional(),
      replaces: Seq.optional(),
    }),
    StatementView,
    CLAIM,
  ),
  /** Newest first, those before an entry. */
  statements: command(
    z.object({ before: Seq.optional() }),
    z.object({ statements: z.array(StatementView), more: z.boolean() }),
    READ,
  ),
  /** With the captures as they are claimed. */
  statement: command(
    z.object({ seq: Seq }),
    z.object({ statement: StatementView, captures: z.array(ClaimCaptureView), note: z.string() }),
    [...READ, 'not-found'],
  ),
  /** Asks for a place first. */
  save: command(z.object({ seq: Seq, form: ClaimForm }), z.object({ saved: z.boolean() }), SAVE_CLAIM_FAILURES),
  /** Asks for the file by which the office answered, where no line brings it. */
  loadAnswer: command(nothing, z.object({ chosen: z.boolean(), number: z.string() }), READ_ANSWER_FAILURES),
} as const;
