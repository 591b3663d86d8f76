import type { ClaimCaptureView, DocumentView, StatementView } from '../../../shared/ipc/claims-contract.ts';
import { currencyOf } from '../../../shared/domain/account.ts';
import { receiptNumber } from '../handovers/handovers.store.ts';
import type { ClaimDesk } from './desk.ts';
import type { CaptureRecord, DocumentRecord, Statement } from './reimbursement.store.ts';

/** What screens are shown of claims. */
export function captureView({ serving, store }: ClaimDesk, record: CaptureRecord): ClaimCaptureView {
  const { holder, household, code, issuer, currency, services } = record.details;
  const names = new Map(services.map((service) => [service.code, service.name]));
  return {
    seq: record.seq,
    receipt: receiptNumber(serving.certificate.desk, record.seq),
    check: record.check,
    atMs: record.atMs,
    name: holder,
    household,
    code,
    issuer,
    currency,
    capturedMinor: record.amountMinor,
    amountMinor: record.claimed?.amountMinor ?? record.amountMinor,
    services: record.services.map(([service, quantity, amountMinor]) => ({
      code: service,
      name: names.get(service) ?? service,
      quantity,
      amountMinor,
    })),
    documents: store.documentsOf(record.seq).map(documentView),
  };
}

export function documentView({ capture, sha256, kind, type, bytes, claimed }: DocumentRecord): DocumentView {
  return { capture, sha256, kind, type, bytes, claimed };
}

export function statementView({ serving, store }: ClaimDesk, statement: Statement): StatementView {
  const number = (seq: number | null): string | null =>
    seq === null ? null : receiptNumber(serving.certificate.desk, seq);
  const { seq, check, atMs, operator, account, amountMinor, captures, replaces, replacedBy, sent, status } = statement;
  return {
    seq,
    number: receiptNumber(serving.certificate.desk, seq),
    check,
    atMs,
    operator,
    issuer: store.particulars(seq)?.issuer.name ?? '',
    currency: currencyOf(account) ?? '',
    amountMinor,
    captures,
    replaces: number(replaces),
    replacedBy: number(replacedBy),
    way: sent ? 'sent' : 'recorded',
    status,
  };
}
