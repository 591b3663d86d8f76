import { z } from 'zod';
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

export type PaperData = ReceiptData | ReversalData;

export const PrintJob = z.object({
  job: z.int(),
  /** 0 for the original; 1, 2, … for reprints, to be marked COPY. */
  copy: z.int(),
  paper: z.discriminatedUnion('kind', [ReceiptData, ReversalData]),
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
