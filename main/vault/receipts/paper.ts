import type { PaperData, PrintJob, ReceiptData, ReversalData } from '../../../shared/ipc/paper-views.ts';
import type { Entry } from '../../../shared/wire/entry-types.ts';
import { receiptCode, signatureCharacters } from '../../../shared/wire/receipt-code.ts';
import { voucherPaper } from '../vouchers/voucher-paper.ts';
import { ReceiptAux } from '../handovers/handover-aux.ts';
import { receiptNumber } from '../handovers/handovers.store.ts';
import type { Appended } from '../ledger/ledger.types.ts';
import { amountsOf } from '../stock/day-account.ts';
import { database, type Serving } from '../session/serving.ts';

/** The paper of an act, out of its signed entry and the local data fixed with the hand-over. */
export function paperOf(serving: Serving, seq: number): PrintJob['paper'] {
  const [appended] = serving.ledger.read(seq, 1);
  if (appended?.entry.t === 'handover') return receiptOf(serving, appended);
  if (appended?.entry.t === 'void') return reversalOf(serving, appended, appended.entry);
  if (appended?.entry.t === 'hold' || appended?.entry.t === 'capture' || appended?.entry.t === 'release')
    return voucherPaper(serving, appended, ownNumbers(serving, appended));
  throw new Error('The paper of an entry that has none was asked for');
}

function receiptOf(serving: Serving, appended: Appended): ReceiptData {
  const { aux, reversedBy } = fixedWith(serving, appended.entry.seq);
  return {
    ...aux,
    ...ownNumbers(serving, appended),
    kind: 'receipt',
    reversedBy: reversedBy === null ? null : receiptNumber(serving.certificate.desk, reversedBy),
  };
}

function reversalOf(serving: Serving, appended: Appended, entry: Entry<'void'>): ReversalData {
  const { collector: _collector, part: _part, ...aux } = fixedWith(serving, entry.of).aux;
  const back = new Map(amountsOf(entry.lines));
  return {
    ...aux,
    ...ownNumbers(serving, appended),
    kind: 'reversal',
    operator: entry.op,
    lines: aux.lines.map((line) => ({ ...line, quantity: back.get(line.account) ?? 0, remaining: 0 })),
    of: receiptNumber(serving.certificate.desk, entry.of),
    reason: entry.reason,
    approvedBy: entry.apv.by,
    sole: entry.apv.sole === true,
  };
}

/** What follows from the signed entry itself. */
function ownNumbers(
  { certificate }: Serving,
  { entry, leaf, signature }: Appended,
): Pick<PaperData, 'seq' | 'atMs' | 'receipt' | 'check' | 'qr'> {
  const { site, desk, epoch } = certificate;
  const { seq } = entry;
  const atMs = Date.parse(entry.at);
  return {
    seq,
    atMs,
    receipt: receiptNumber(desk, seq),
    check: signatureCharacters(signature),
    qr: receiptCode({ site, desk, epoch, seq, atMs, leaf, signature }),
  };
}

function fixedWith(serving: Serving, handover: number): { aux: ReceiptAux; reversedBy: number | null } {
  const row = database(serving)
    .prepare('SELECT receipt, reversed_by FROM handover WHERE seq = ?')
    .get<{ receipt: string; reversed_by: number | null }>([handover]);
  if (row === undefined) throw new Error('The paper of no hand-over was asked for');
  return { aux: ReceiptAux.parse(JSON.parse(row.receipt)), reversedBy: row.reversed_by };
}
