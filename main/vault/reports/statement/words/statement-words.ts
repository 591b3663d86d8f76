import type { DocumentKind } from '../../../../../shared/domain/reimbursement.ts';

/** The fixed words of a provider's statement. */
export type StatementWords = Readonly<{
  title: string;
  /** Over a statement that another took the place of; its number. */
  replacedBy: (number: string) => string;
  number: string;
  date: string;
  replaces: string;
  provider: string;
  payer: string;
  programme: string;
  place: string;
  cycle: string;
  period: string;
  total: string;
  totalInWords: string;
  madeBy: string;
  note: string;

  vouchers: (count: number) => string;
  receipt: string;
  day: string;
  voucher: string;
  person: string;
  services: string;
  voucherAmount: string;
  given: string;
  claimed: string;
  sum: string;

  byService: string;
  service: string;
  quantity: string;

  documents: string;
  document: string;
  kind: Readonly<Record<DocumentKind, string>>;
  file: string;
  noDocuments: string;

  record: string;
  entry: string;
  check: string;
  recordNote: string;

  signatures: string;
  roles: readonly [provider: string, supervisor: string, office: string];
  name: string;
  signature: string;
  page: (number: number, of: number) => string;
}>;
