import type { ClaimCaptureView, StatementView } from '../../shared/ipc/claims-contract.ts';

/** Two slips that wait to be claimed, and a statement that came back with a question. */
const capture = (seq: number, name: string): ClaimCaptureView => ({
  seq,
  receipt: `B1-${seq}`,
  check: 'K7PQ',
  atMs: Date.now() - seq * 3_600_000,
  name,
  household: null,
  code: `2-37ec-47d3-a937-5d5${seq % 10}`,
  issuer: { id: 'https://g2p.example.org', name: 'Eastern Relief' },
  currency: 'SDG',
  capturedMinor: 1_500_000,
  amountMinor: 1_500_000,
  services: [{ code: 'XRAY', name: 'X-ray', quantity: 1, amountMinor: 1_500_000 }],
  documents: [],
});
const captures = [capture(31, 'DOE, JANE'), capture(32, 'عثمان، فاطمة')];
const statement: StatementView = {
  seq: 20,
  number: 'B1-20',
  check: 'M3XA',
  atMs: Date.now() - 86_400_000,
  operator: 'S01',
  issuer: 'Eastern Relief',
  currency: 'SDG',
  amountMinor: 3_000_000,
  captures: 2,
  replaces: null,
  replacedBy: null,
  way: 'sent',
  status: {
    answer: 'queried',
    reason: 'Two beds or one?',
    reference: '',
    paidOn: '',
    atMs: Date.now(),
    by: 'Accounts',
  },
};

/** What the fake says of claims; it keeps none. */
export const claimAnswers = {
  'claims.open': () => ({ captures, more: false }),
  'claims.statements': () => ({ statements: [statement], more: false }),
  'claims.statement': () => ({ statement, captures, note: 'Week 48' }),
  'claims.make': () => statement,
  'claims.save': () => ({ saved: true }),
  'claims.loadAnswer': () => ({ chosen: true, number: statement.number }),
};
