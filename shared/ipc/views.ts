import { z } from 'zod';
import { EntryWay } from './sending-views.ts';
import { VoucherView } from './voucher-views.ts';
import { NotServedReason, PrintState, ReversalReason, VerdictCode, VerdictReason } from '../domain/verdict.ts';

/** What a screen is shown. Every view is a projection of the ledger and the roll; the renderer owns no truth. */

/** `[account, quantity]`, see domain/account.ts. */
export const AmountView = z.tuple([z.string(), z.int()]);
export const DenominationCount = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  valueMinor: z.int().min(1),
  count: z.int().min(0).max(1_000_000),
});
export type DenominationCount = z.infer<typeof DenominationCount>;
export const StockCount = z.object({ item: z.string().max(32), quantity: z.int().min(0).max(1_000_000_000) });
export type StockCount = z.infer<typeof StockCount>;

/** A second person's approval as typed at the desk: never stored, only used to open that person's own key. */
export const ApprovalInput = z.object({ operator: z.string().max(16), secret: z.string().min(1).max(256) });
export type ApprovalInput = z.infer<typeof ApprovalInput>;

export const PersonView = z.object({
  id: z.string(),
  name: z.string(),
  nameLatin: z.string(),
  relation: z.string(),
  sex: z.enum(['f', 'm', 'x']).nullable(),
  birthDate: z.string().nullable(),
  idNumber: z.string().nullable(),
  /** `data:` address of the photo, or null. */
  photo: z.string().nullable(),
});
export type PersonView = z.infer<typeof PersonView>;

export const HouseholdView = z.object({
  id: z.string(),
  size: z.int(),
  place: z.string().nullable(),
  note: z.string().nullable(),
  /** The first is the one the entitlement is addressed to. */
  members: z.array(PersonView),
  proxies: z.array(PersonView),
});
export type HouseholdView = z.infer<typeof HouseholdView>;

export const DueLine = z.object({
  entitlement: z.string(),
  line: z.string(),
  account: z.string(),
  due: z.int(),
  given: z.int(),
  remaining: z.int(),
});
export type DueLine = z.infer<typeof DueLine>;

export const GivenLine = z.object({ account: z.string(), quantity: z.int() });
export const HandoverView = z.object({
  seq: z.int(),
  /** Readable receipt number, `<desk>-<seq>`. */
  receipt: z.string(),
  /** Four signature characters (positions 1, 11, 21, 31) printed beside the number. */
  check: z.string(),
  atMs: z.int(),
  desk: z.string(),
  operator: z.string(),
  household: z.string().nullable(),
  name: z.string().nullable(),
  part: z.boolean(),
  lines: z.array(GivenLine),
  print: PrintState,
  copies: z.int(),
  reversedBy: z.int().nullable(),
  /** The slip of the entry that took it back; null while the hand-over stands. */
  slip: z.object({ receipt: z.string(), check: z.string(), print: PrintState, copies: z.int() }).nullable(),
  way: EntryWay,
  /** What the programme decided where it was collected twice: whether this hand-over stands. Left out where nothing was. */
  stands: z.boolean().optional(),
  /** What the clerk wrote beside it; left out where nothing was. */
  note: z.string().optional(),
});
export type HandoverView = z.infer<typeof HandoverView>;

export const Verdict = z.object({
  code: VerdictCode,
  reasons: z.array(VerdictReason),
  /** Names this verdict; `give` and `notServed` refer to it, and the same token can only be served once. */
  token: z.string(),
  /** True where a hand-over may follow (after an approval, if `approvalNeeded`). */
  canGive: z.boolean(),
  approvalNeeded: z.boolean(),
  household: HouseholdView.nullable(),
  /** Where a voucher was scanned that can be redeemed. */
  voucher: VoucherView.nullable(),
  due: z.array(DueLine),
  /** Earlier hand-overs to this household in this cycle, newest first. */
  earlier: z.array(HandoverView),
  /** Site or desk to send the person to, end of validity: whatever the reasons speak of. */
  site: z.string().nullable(),
  desk: z.string().nullable(),
  validFromMs: z.int().nullable(),
  validUntilMs: z.int().nullable(),
});
export type Verdict = z.infer<typeof Verdict>;

export const FoundHousehold = z.object({
  household: z.string(),
  name: z.string(),
  nameLatin: z.string(),
  place: z.string().nullable(),
  size: z.int(),
  birthDate: z.string().nullable(),
  photo: z.string().nullable(),
  served: z.boolean(),
});
export type FoundHousehold = z.infer<typeof FoundHousehold>;

export const AccountTotals = z.object({
  account: z.string(),
  opening: z.int(),
  received: z.int(),
  handed: z.int(),
  reversed: z.int(),
  expected: z.int(),
  counted: z.int().nullable(),
  difference: z.int().nullable(),
});
export type AccountTotals = z.infer<typeof AccountTotals>;

export const Tally = z.object({
  served: z.int(),
  part: z.int(),
  notServed: z.int(),
  reversed: z.int(),
  notPresented: z.int(),
});

/** Vouchers of services on one day, of one account; sums in minor units. */
export const VoucherTotals = z.object({
  account: z.string(),
  captures: z.int(),
  captured: z.int(),
  /** Captures taken back that day, whenever they were made. */
  takenBackCaptures: z.int(),
  takenBack: z.int(),
  /** Open at the close, or now, since whatever day. */
  holds: z.int(),
  held: z.int(),
});
export type VoucherTotals = z.infer<typeof VoucherTotals>;

/** X report (any time), and Z report once closed. */
export const DayReport = z.object({
  day: z.string(),
  openedAtMs: z.int(),
  openedBy: z.string(),
  closedAtMs: z.int().nullable(),
  closedBy: z.string().nullable(),
  coSignedBy: z.string().nullable(),
  /** True where a second signature was due and nobody else at the site could give one. */
  sole: z.boolean(),
  accounts: z.array(AccountTotals),
  tally: Tally,
  /** Left out where no voucher was used for services and none is set aside. */
  vouchers: z.array(VoucherTotals).optional(),
  byOperator: z.array(
    z.object({
      operator: z.string(),
      name: z.string(),
      served: z.int(),
      part: z.int(),
      notServed: z.int(),
      reversed: z.int(),
      amounts: z.array(AmountView),
    }),
  ),
  /** Ledger at the time of the report: number of entries and leaf hash (hex) of the last. */
  entries: z.int(),
  head: z.string(),
  check: z.string(),
  /** Signed head of the ledger right after the day was closed: its size and the first characters of its root (base64). */
  checkpoint: z.object({ size: z.int(), root: z.string() }).optional(),
});
export type DayReport = z.infer<typeof DayReport>;

export * from './station-views.ts';
export * from './voucher-views.ts';
export { NotServedReason, ReversalReason };
