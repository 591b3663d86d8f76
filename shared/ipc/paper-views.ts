import { z } from 'zod';
import type { ClaimParticulars } from '../wire/claim-file.ts';
import { ReleaseReason } from '../domain/voucher.ts';
import { AccountTotals, AmountView, DayReport, ReversalReason, StationPlace, Tally } from './views.ts';

/** What goes on paper: data only; layout and language are the printer's side. */

const Names = z.record(z.string(), z.string());

export const ReceiptLine = z.object({
  /** See domain/account.ts. */
  account: z.string(),
  /** The item's names by language; empty for cash. */
  name: Names,
  unit: z.string().nullable(),
  icon: z.string().nullable(),
  /** Units, or minor units of the currency. */
  quantity: z.int(),
  /** Still to be collected after this hand-over. */
  remaining: z.int(),
});

/** What every paper of an act says: where, which entry, about whom, and what moved. */
const ActPaper = z.object({
  programmeName: z.string(),
  siteName: z.string(),
  desk: z.string(),
  deskName: z.string(),
  cycleName: z.string(),
  seq: z.int(),
  /** Number of this paper's own entry, `<desk>-<seq>`. */
  receipt: z.string(),
  /** Four signature characters printed large beside the number. */
  check: z.string(),
  /** `TR1…` for the QR code. */
  qr: z.string(),
  atMs: z.int(),
  operator: z.string(),
  household: z.string(),
  /** Whom the entitlement is addressed to. */
  name: z.string(),
  nameLatin: z.string(),
  lines: z.array(ReceiptLine),
});

/** The receipt of a hand-over. */
export const ReceiptData = ActPaper.extend({
  kind: z.literal('receipt'),
  /** Who took it, where it was somebody else; a proxy registered for the household, or another member. */
  collector: z.object({ kind: z.enum(['member', 'proxy']), name: z.string(), nameLatin: z.string() }).nullable(),
  /** The code of the voucher that was redeemed, where it has one. */
  voucher: z.string().nullish(),
  part: z.boolean(),
  /** Number of the reversal that took it back since; a paper that comes out later must say so. */
  reversedBy: z.string().nullable(),
});
export type ReceiptData = z.infer<typeof ReceiptData>;

/** The slip of a reversal: `lines` move back, `operator` asked for it. */
const ReversalData = ActPaper.extend({
  kind: z.literal('reversal'),
  /** Number of the receipt that is no longer valid. */
  of: z.string(),
  reason: ReversalReason,
  approvedBy: z.string(),
  /** True where nobody else at the site could approve. */
  sole: z.boolean(),
});
export type ReversalData = z.infer<typeof ReversalData>;

/** What papers of a voucher's acts say. `household` is empty where the voucher names nobody of the roll. */
const VoucherPaper = ActPaper.omit({ lines: true }).extend({
  issuer: z.string(),
  code: z.string().nullable(),
  provider: z.string(),
  currency: z.string(),
});

/** The slip that a patient carries from admission to discharge. */
export const HoldData = VoucherPaper.extend({
  kind: z.literal('hold'),
  /** Set aside, minor units. */
  amountMinor: z.int(),
  /** Number of the capture or release that ended it since. */
  endedBy: z.string().nullable(),
});
export type HoldData = z.infer<typeof HoldData>;

/** The claim slip; it is printed twice, for the patient and for the file, and each says which it is. */
const ClaimData = VoucherPaper.extend({
  kind: z.literal('claim'),
  services: z.array(z.object({ code: z.string(), name: z.string(), quantity: z.int(), amountMinor: z.int() })),
  amountMinor: z.int(),
  remainingMinor: z.int(),
  /** Number of the hold that it ended. */
  hold: z.string().nullable(),
  /** Number of the entry that took it back since. */
  releasedBy: z.string().nullable(),
});
export type ClaimData = z.infer<typeof ClaimData>;

/** A capture that was taken back. */
const ReleaseData = VoucherPaper.extend({
  kind: z.literal('release'),
  of: z.string(),
  amountMinor: z.int(),
  reason: ReleaseReason,
  approvedBy: z.string(),
  sole: z.boolean(),
});
export type ReleaseData = z.infer<typeof ReleaseData>;

export type PaperData = ReceiptData | ReversalData | HoldData | ClaimData | ReleaseData;

export const PrintJob = z.object({
  job: z.int(),
  /** 0 for the original; 1, 2, … for reprints, to be marked COPY. */
  copy: z.int(),
  paper: z.discriminatedUnion('kind', [ReceiptData, ReversalData, HoldData, ClaimData, ReleaseData]),
});
export type PrintJob = z.infer<typeof PrintJob>;

/** The disbursement summary of one day: OpenG2P's fields in its order, then what a site needs on top. */
export const SummaryData = z.object({
  station: StationPlace.extend({
    /** Of the key that signs this station's ledger, as the enrolment showed it. */
    fingerprint: z.string(),
  }),
  cycle: z.object({
    id: z.string(),
    name: z.string(),
    issuedAtMs: z.int(),
    packageNumber: z.int(),
    validUntilMs: z.int(),
  }),
  items: z.array(z.object({ account: z.string(), name: Names, unit: z.string(), icon: z.string(), planned: z.int() })),
  /** Households of the roll with an entitlement in this cycle, and what they are entitled to by account. */
  beneficiaries: z.int(),
  entitled: z.array(AmountView),
  report: DayReport,
  /** All days of the cycle at this desk up to this one. */
  cycleTally: Tally,
  cycleAccounts: z.array(AccountTotals),
  reversals: z.array(
    z.object({
      seq: z.int(),
      of: z.string(),
      atMs: z.int(),
      reason: z.string(),
      operator: z.string(),
      approvedBy: z.string(),
      sole: z.boolean(),
      amounts: z.array(AmountView),
    }),
  ),
  notServedByReason: z.array(z.object({ reason: z.string(), count: z.int() })),
});
export type SummaryData = z.infer<typeof SummaryData>;

/** A provider's statement; number, check characters and code are those of its entry. */
export type ClaimPaper = Readonly<{
  number: string;
  check: string;
  qr: string;
  atMs: number;
  /** The statement that took its place since. */
  replacedBy: string | null;
  particulars: ClaimParticulars;
}>;
