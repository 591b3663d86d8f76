import { z } from 'zod';
import { err, ok, type Result } from '../result.ts';
import type { AccountCode } from './account.ts';

/**
 * What a service provider claims from a programme for services given on vouchers: the rules alone. A statement is drawn from
 * captures of one issuer in one currency. A capture is claimed once, ever; a claim that came back with a question is answered by
 * another of the very same captures, each at most as before.
 */

export const CLAIM_LIMITS = {
  captures: 100,
  documentBytes: 2 * 1024 * 1024,
  documentsPerCapture: 5,
  /** Of all documents of a statement together. */
  documentsBytes: 24 * 1024 * 1024,
} as const;

/** `statement-of-account`: what OpenG2P's portal asks for with every voucher. */
export const DocumentKind = z.enum(['statement-of-account', 'discharge-note', 'prescription', 'other']);
export type DocumentKind = z.infer<typeof DocumentKind>;

export const DocumentType = z.enum(['pdf', 'jpeg', 'png']);
export type DocumentType = z.infer<typeof DocumentType>;

/** What the office said of a statement last. Money was paid, or is to be, only where it says so. */
export const ClaimAnswer = z.enum(['accepted', 'queried', 'paid']);
export type ClaimAnswer = z.infer<typeof ClaimAnswer>;

/** One service given: `ceilingMinor` is the most that one of it may cost, null where the provider's list has no such service. */
export type CapturedService = Readonly<{
  code: string;
  quantity: number;
  amountMinor: number;
  ceilingMinor: number | null;
}>;

/** A capture as the rules see it; amounts in minor units of `account`. */
export type Claimable = Readonly<{
  seq: number;
  /** Names the voucher. */
  voucher: string;
  /** Who issued it, and so who pays. */
  issuer: string;
  account: AccountCode;
  amountMinor: number;
  /** The whole voucher. */
  dueMinor: number;
  services: readonly CapturedService[];
  /** It was taken back. */
  released: boolean;
  /** The claim that it is in, and for how much; null where there is none. */
  claimed: Readonly<{ by: number; amountMinor: number }> | null;
  /** Claimed already for other captures of the same voucher. */
  voucherClaimedMinor: number;
}>;

/** `amountMinor`: less than the capture, where that is all that is claimed. */
export type Wanted = Readonly<{ seq: number; amountMinor?: number | undefined }>;

export type Drawn = Readonly<{
  issuer: string;
  account: AccountCode;
  /** In the order of the captures. */
  lines: readonly Readonly<{ seq: number; amountMinor: number }>[];
  totalMinor: number;
}>;

export const CLAIM_FAILURES = [
  'no-captures',
  'too-many-captures',
  'unknown-capture',
  'capture-taken-back',
  'claimed-before',
  'several-payers',
  'other-captures',
  'claim-above-capture',
  'claim-above-voucher',
  'claim-above-ceiling',
] as const;
export type ClaimFailure = (typeof CLAIM_FAILURES)[number];

/**
 * Draws a claim from the captures wanted, or says why not. `replaces` names the claim that this one is the answer to a question
 * about: then exactly its captures may be wanted. What the capture itself was held to is held to again: its services' sum and
 * ceilings, and the voucher's amount.
 */
export function drawClaim(
  known: readonly Claimable[],
  wanted: readonly Wanted[],
  replaces: number | null,
): Result<Drawn, ClaimFailure> {
  const [first] = wanted;
  if (first === undefined) return err('no-captures');
  if (wanted.length > CLAIM_LIMITS.captures) return err('too-many-captures');
  const captures = new Map(known.map((capture) => [capture.seq, capture]));
  const payer = captures.get(first.seq);
  if (payer === undefined || new Set(wanted.map(({ seq }) => seq)).size !== wanted.length)
    return err('unknown-capture');
  const vouchers = new Map<string, number>();
  const lines: { seq: number; amountMinor: number }[] = [];
  for (const { seq, amountMinor: asked } of wanted) {
    const capture = captures.get(seq);
    if (capture === undefined) return err('unknown-capture');
    if (capture.issuer !== payer.issuer || capture.account !== payer.account) return err('several-payers');
    const amountMinor = asked ?? capture.claimed?.amountMinor ?? capture.amountMinor;
    const failure = judge(capture, amountMinor, replaces);
    if (failure !== undefined) return err(failure);
    const ofVoucher = (vouchers.get(capture.voucher) ?? capture.voucherClaimedMinor) + amountMinor;
    if (ofVoucher > capture.dueMinor) return err('claim-above-voucher');
    vouchers.set(capture.voucher, ofVoucher);
    lines.push({ seq, amountMinor });
  }
  if (replaces !== null && known.filter(({ claimed }) => claimed?.by === replaces).length !== wanted.length)
    return err('other-captures');
  lines.sort((a, b) => a.seq - b.seq);
  const totalMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  if (!Number.isSafeInteger(totalMinor)) return err('too-many-captures');
  return ok({ issuer: payer.issuer, account: payer.account, lines, totalMinor });
}

function judge(capture: Claimable, amountMinor: number, replaces: number | null): ClaimFailure | undefined {
  if (capture.released) return 'capture-taken-back';
  if (replaces === null && capture.claimed !== null) return 'claimed-before';
  if (replaces !== null && capture.claimed?.by !== replaces) return 'other-captures';
  const most = Math.min(capture.amountMinor, capture.claimed?.amountMinor ?? capture.amountMinor);
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 1 || amountMinor > most) return 'claim-above-capture';
  const { services } = capture;
  if (services.reduce((sum, service) => sum + service.amountMinor, 0) !== capture.amountMinor)
    return 'claim-above-capture';
  const within = services.every(
    (service) => service.ceilingMinor !== null && service.amountMinor <= service.ceilingMinor * service.quantity,
  );
  return within ? undefined : 'claim-above-ceiling';
}

const SIGNS: readonly (readonly [DocumentType, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** What a file is by its first bytes, whatever it is called; undefined for what no document may be. */
export function documentType(bytes: Uint8Array): DocumentType | undefined {
  return SIGNS.find(([, sign]) => sign.every((byte, at) => bytes[at] === byte))?.[0];
}

/** File name ending and media type of a document. */
export const DOCUMENT_FORMS: Readonly<Record<DocumentType, Readonly<{ ending: string; media: string }>>> = {
  pdf: { ending: 'pdf', media: 'application/pdf' },
  jpeg: { ending: 'jpg', media: 'image/jpeg' },
  png: { ending: 'png', media: 'image/png' },
};
