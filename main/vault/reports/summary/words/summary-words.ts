import type { NotServedReason, ReversalReason } from '../../../../../shared/domain/verdict.ts';

/** The fixed words of the disbursement summary. The first fields are named and ordered as OpenG2P's own summary has them. */
export type SummaryWords = Readonly<{
  title: string;
  date: string;
  place: string;
  programDetails: string;
  programName: string;
  cycleName: string;
  approvedDate: string;
  approvedBy: string;
  /** Who approved: the programme's office, by signing the package of that number. */
  office: (packageNumber: number) => string;
  paymentInformation: string;
  beneficiaries: string;
  /** Before the ISO 4217 code: "Total Amount (in SDG)". */
  totalAmount: (currency: string) => string;
  totalInWords: string;
  noCash: string;

  day: string;
  opened: string;
  closed: string;
  notClosed: string;
  by: (operator: string) => string;
  coSigned: string;
  interim: string;

  people: string;
  thisDay: string;
  cycleSoFar: string;
  served: string;
  part: string;
  notServed: string;
  reversed: string;
  notPresented: string;

  totals: string;
  item: string;
  cash: string;
  opening: string;
  received: string;
  handed: string;
  expected: string;
  counted: string;
  difference: string;
  notCounted: string;

  cycleProgress: string;
  entitled: string;
  handedNet: string;
  remaining: string;

  byOperator: string;
  desk: string;
  operator: string;
  amounts: string;

  reasons: string;
  reason: string;
  people1: string;

  reversals: string;
  noReversals: string;
  entry: string;
  receipt: string;
  time: string;
  approved: string;
  movedBack: string;

  differences: string;
  noDifferences: string;
  differencesCoSigned: (operator: string) => string;
  differencesNotCoSigned: string;
  differencesNotClosed: string;

  ledger: string;
  origin: string;
  entries: string;
  head: string;
  check: string;
  checkpoint: string;
  stationKey: string;
  ledgerNote: string;

  signatures: string;
  clerk: string;
  supervisor: string;
  witness: string;
  name: string;
  signature: string;
  page: (page: number, of: number) => string;

  notServedReason: Readonly<Record<NotServedReason, string>>;
  reversalReason: Readonly<Record<ReversalReason, string>>;
}>;
