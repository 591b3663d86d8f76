import { toHex } from '../../../shared/wire/bytes.ts';
import { verdictOf, type Finding, type Findings } from './catalogue.ts';
import type { ReceiptShown } from './receipts.ts';
import type { Summary } from './rules/rules.ts';
import { notProvenOf, provenOf, type LogShown, type Statement } from './statements.ts';

export type LogReport = Readonly<{
  log: string;
  entries: number;
  /** First entry at hand; above 0 nothing is said of sums and claims. */
  from: number;
  /** Hex; null where entries are missing. */
  root: string | null;
  head: string | null;
  key: string | null;
  cosignedSize: number;
  summary: Summary | null;
}>;

/** All that an audit says. Pure data, the same on the page and on the command line. Times in UTC ms, cash in minor units. */
export type Report = Readonly<{
  verdict: 'sound' | 'suspicious' | 'broken';
  programme: string;
  logs: readonly LogReport[];
  receipts: readonly ReceiptShown[];
  findings: readonly Finding[];
  /** Findings that were counted but are not listed. */
  more: ReturnType<Findings['left']>;
  proven: readonly Statement[];
  notProven: readonly Statement[];
}>;

export function reportOf(
  programme: string,
  logs: readonly LogShown[],
  receipts: readonly ReceiptShown[],
  findings: Findings,
): Report {
  const list = findings.list();
  return {
    verdict: verdictOf(list),
    programme,
    logs: logs.map(showLog),
    receipts,
    findings: [...list].sort(bySeverity),
    more: findings.left(),
    proven: provenOf(logs, receipts),
    notProven: notProvenOf(logs),
  };
}

const ORDER = ['broken', 'suspicious', 'note'];

/** The worst first, then in the order of the logs. */
function bySeverity(a: Finding, b: Finding): number {
  return ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity);
}

function showLog({ log, noted }: LogShown): LogReport {
  const size = log.size();
  const root = log.root(size);
  const head = log.leaf(size - 1);
  const key = log.key();
  return {
    log: log.origin,
    entries: size,
    from: log.from(),
    root: root === undefined ? null : toHex(root),
    head: head === undefined ? null : toHex(head),
    key: key === undefined ? null : toHex(key),
    cosignedSize: Math.max(0, ...noted.cosigned.map((one) => one.size)),
    summary: log.from() > 0 ? null : log.rules.summary(),
  };
}
