import type { FindingCode } from '../core/catalogue.ts';
import type { RunFailure } from '../core/run-audit.ts';
import type { StatementCode } from '../core/statements.ts';

/** Everything an auditor reads, in one language. `{name}` stands for a value. */
export type Words = Readonly<{
  findings: Readonly<Record<FindingCode, string>>;
  statements: Readonly<Record<StatementCode, string>>;
  failures: Readonly<
    Record<RunFailure['code'] | 'no-programme' | 'bad-programme' | 'bad-collector' | 'bad-identity', string>
  >;
  verdict: Readonly<Record<'sound' | 'suspicious' | 'broken', string>>;
  verdictSays: Readonly<Record<'sound' | 'suspicious' | 'broken', string>>;
  severity: Readonly<Record<'broken' | 'suspicious' | 'note', string>>;
  standing: Readonly<Record<'in-log' | 'in-proof' | 'not-found', string>>;
  report: Readonly<Record<ReportWord, string>>;
  page: Readonly<Record<PageWord, string>>;
}>;

export type ReportWord =
  | 'programme'
  | 'log'
  | 'entries'
  | 'key'
  | 'head'
  | 'root'
  | 'cosigned'
  | 'from'
  | 'to'
  | 'findings'
  | 'noFindings'
  | 'more'
  | 'proven'
  | 'notProven'
  | 'receipts'
  | 'receipt'
  | 'reversedBy'
  | 'day'
  | 'days'
  | 'opened'
  | 'closed'
  | 'coSigned'
  | 'stillOpen'
  | 'served'
  | 'part'
  | 'notServed'
  | 'reversed'
  | 'reasons'
  | 'account'
  | 'opening'
  | 'received'
  | 'handed'
  | 'expected'
  | 'counted'
  | 'difference'
  | 'net'
  | 'operator'
  | 'operators'
  | 'amounts'
  | 'boots'
  | 'lookups'
  | 'withoutCard'
  | 'byCredential'
  | 'byVoucher'
  | 'services'
  | 'captures'
  | 'captured'
  | 'takenBack'
  | 'holds'
  | 'held'
  | 'questions'
  | 'proxies'
  | 'sheets'
  | 'copies'
  | 'timeQuality'
  | 'approvals'
  | 'cash'
  | 'file'
  | 'line'
  | 'entry'
  | 'partial'
  | 'total';

export type PageWord =
  | 'title'
  | 'intro'
  | 'offline'
  | 'language'
  | 'chooseProgramme'
  | 'programmeHint'
  | 'chooseFiles'
  | 'filesHint'
  | 'drop'
  | 'collector'
  | 'collectorHint'
  | 'identity'
  | 'identityHint'
  | 'receiptCodes'
  | 'receiptHint'
  | 'check'
  | 'cancel'
  | 'checking'
  | 'chosen'
  | 'remove'
  | 'save'
  | 'print'
  | 'settings';
