import { z } from 'zod';
import { AccountTotals, AmountView, DayReport, StationPlace, Tally } from './views.ts';

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

export const ReceiptData = z.object({
  programmeName: z.string(),
  siteName: z.string(),
  desk: z.string(),
  deskName: z.string(),
  cycleName: z.string(),
  seq: z.int(),
  /** `<desk>-<seq>`. */
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
  /** Who took it, where it was somebody else; a proxy registered for the household, or another member. */
  collector: z.object({ kind: z.enum(['member', 'proxy']), name: z.string(), nameLatin: z.string() }).nullable(),
  part: z.boolean(),
  lines: z.array(ReceiptLine),
});
export type ReceiptData = z.infer<typeof ReceiptData>;

export const PrintJob = z.object({
  job: z.int(),
  /** 0 for the original; 1, 2, … for reprints, to be marked COPY. */
  copy: z.int(),
  receipt: ReceiptData,
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
      amounts: z.array(AmountView),
    }),
  ),
  notServedByReason: z.array(z.object({ reason: z.string(), count: z.int() })),
});
export type SummaryData = z.infer<typeof SummaryData>;
