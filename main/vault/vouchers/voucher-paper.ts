import type { Database } from '@signalapp/sqlcipher';
import type { ClaimData, HoldData, PaperData, ReleaseData } from '../../../shared/ipc/paper-views.ts';
import type { Entry } from '../../../shared/wire/entry-types.ts';
import { receiptNumber } from '../handovers/handovers.store.ts';
import type { Appended } from '../ledger/ledger.types.ts';
import { database, type Serving } from '../session/serving.ts';
import { VoucherDetails } from './details.ts';
import { storeOf } from './voucher-view.ts';

type Numbers = Pick<PaperData, 'seq' | 'atMs' | 'receipt' | 'check' | 'qr'>;

/** The paper of an act on a voucher. `numbers`: what follows from its own entry. */
export function voucherPaper(
  serving: Serving,
  { entry }: Appended,
  numbers: Numbers,
): HoldData | ClaimData | ReleaseData {
  const { desk } = serving.certificate;
  const numberOf = (seq: number | null): string | null => (seq === null ? null : receiptNumber(desk, seq));
  const db = database(serving);
  if (entry.t === 'hold') {
    const ended = endOf(db, 'SELECT ended_by FROM voucher_hold WHERE seq = ?', entry.seq);
    return {
      ...headOf(db, 'voucher_hold', entry.seq),
      ...numbers,
      kind: 'hold',
      amountMinor: entry.amount[1],
      endedBy: numberOf(ended),
    };
  }
  if (entry.t === 'capture') {
    const { services, remainingMinor, releasedBy } = storeOf(serving).capture(entry.seq) ?? unknown();
    return {
      ...headOf(db, 'voucher_capture', entry.seq),
      ...numbers,
      kind: 'claim',
      services,
      amountMinor: entry.amount[1],
      remainingMinor,
      hold: numberOf(entry.of ?? null),
      releasedBy: numberOf(releasedBy),
    };
  }
  if (entry.t === 'release') return releaseOf(serving, entry, numbers);
  return unknown();
}

function releaseOf(serving: Serving, entry: Entry<'release'>, numbers: Numbers): ReleaseData {
  const captured = storeOf(serving).capture(entry.of) ?? unknown();
  return {
    ...headOf(database(serving), 'voucher_capture', entry.of),
    ...numbers,
    kind: 'release',
    operator: entry.op,
    of: captured.receipt,
    amountMinor: captured.amountMinor,
    reason: entry.reason,
    approvedBy: entry.apv?.by ?? '',
    sole: entry.apv?.sole === true,
  };
}

function headOf(
  db: Database,
  table: string,
  seq: number,
): Omit<HoldData, keyof Numbers | 'kind' | 'amountMinor' | 'endedBy'> {
  const text = db.prepare(`SELECT details FROM ${table} WHERE seq = ?`, { pluck: true }).get<string>([seq]);
  if (text === undefined) return unknown();
  const { holder, household, code, issuer, provider, currency, paper } = VoucherDetails.parse(JSON.parse(text));
  return {
    ...paper,
    household: household ?? '',
    name: holder ?? '',
    issuer: issuer.name,
    code,
    provider: provider.name,
    currency,
  };
}

function endOf(db: Database, sql: string, seq: number): number | null {
  return db.prepare(sql, { pluck: true }).get<number | null>([seq]) ?? null;
}

function unknown(): never {
  throw new Error('The paper of no act on a voucher was asked for');
}
