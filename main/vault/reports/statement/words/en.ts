import type { StatementWords } from './statement-words.ts';

export const ENGLISH: StatementWords = {
  title: 'Statement of claim',
  replacedBy: (number) => `No longer valid: statement ${number} took its place`,
  number: 'Statement',
  date: 'Date',
  replaces: 'Takes the place of',
  provider: 'Service provider',
  payer: 'Claimed from',
  programme: 'Programme',
  place: 'Site and desk',
  cycle: 'Cycle',
  period: 'Period',
  total: 'Total claimed',
  totalInWords: 'In words',
  madeBy: 'Made by',
  note: 'Note',

  vouchers: (count) => (count === 1 ? '1 voucher' : `${count} vouchers`),
  receipt: 'Slip',
  day: 'Day',
  voucher: 'Voucher',
  person: 'Beneficiary',
  services: 'Services',
  voucherAmount: 'Worth',
  given: 'Given',
  claimed: 'Claimed',
  sum: 'Sum',

  byService: 'By service',
  service: 'Service',
  quantity: 'Number',

  documents: 'Supporting documents',
  document: 'Document',
  kind: {
    'statement-of-account': 'Statement of account',
    'discharge-note': 'Discharge note',
    prescription: 'Prescription',
    other: 'Other document',
  },
  file: 'SHA-256',
  noDocuments: 'No documents are attached.',

  record: 'Record',
  entry: 'Ledger entry',
  check: 'Check characters',
  recordNote:
    'The statement is a signed entry of the station’s ledger. Its code proves that this very entry was recorded; the documents are held to it by their SHA-256.',

  signatures: 'Signatures',
  roles: ['For the provider', 'Supervisor of the station', 'Programme office'],
  name: 'Name',
  signature: 'Signature, date, stamp',
  page: (number, of) => `Page ${number} of ${of}`,
};
