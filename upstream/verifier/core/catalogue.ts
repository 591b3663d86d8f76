/**
 * `broken`: the bytes contradict themselves, their keys or the rules of the ledger; an honest station cannot have written them.
 * `suspicious`: possible, but somebody has to explain it. `note`: worth knowing, nothing wrong by itself.
 */
export type Severity = 'broken' | 'suspicious' | 'note';

/** Every finding there is. The code is for programs; each has one sentence a language in `words/`. */
export const FINDINGS = {
  // Reading
  'nothing-read': 'broken',
  'unreadable-line': 'broken',
  'line-too-long': 'broken',
  'not-canonical': 'broken',
  'malformed-entry': 'broken',
  'unknown-type': 'suspicious',
  'bad-bundle': 'broken',
  quarantined: 'note',
  // Order and signatures
  'foreign-log': 'broken',
  'duplicate-seq': 'broken',
  'missing-entries': 'broken',
  'broken-chain': 'broken',
  forged: 'broken',
  fork: 'broken',
  'starts-late': 'suspicious',
  'no-log-open': 'broken',
  'second-log-open': 'broken',
  // Keys
  'no-key': 'broken',
  'no-certificate': 'broken',
  'certificate-forged': 'broken',
  'wrong-key': 'broken',
  'other-programme': 'broken',
  'outside-certificate': 'suspicious',
  'opened-under-other-certificate': 'note',
  // Checkpoints
  'checkpoint-malformed': 'broken',
  'checkpoint-without-log': 'suspicious',
  'checkpoint-forged': 'broken',
  'wrong-root': 'broken',
  truncated: 'broken',
  'cosignature-forged': 'broken',
  'foreign-cosignature': 'suspicious',
  'cosignature-not-checked': 'note',
  'not-cosigned': 'note',
  'after-cosigned': 'note',
  'ahead-of-collector': 'suspicious',
  'acknowledgement-forged': 'broken',
  // Receipts, proofs, lists of what is due
  'receipt-unreadable': 'broken',
  'receipt-without-log': 'suspicious',
  'receipt-missing': 'broken',
  'receipt-mismatch': 'broken',
  'proof-malformed': 'broken',
  'proof-wrong': 'broken',
  'proof-without-receipt': 'suspicious',
  'due-malformed': 'broken',
  'due-forged': 'broken',
  'due-other-programme': 'broken',
  // Time
  'time-backwards': 'broken',
  'future-time': 'suspicious',
  'clock-set': 'suspicious',
  'clock-corrected': 'note',
  'clock-off': 'note',
  'clock-undeclared': 'suspicious',
  'machine-time-backwards': 'suspicious',
  'long-silence': 'note',
  'service-rate': 'suspicious',
  // People
  'operator-unknown': 'broken',
  'not-supervisor': 'broken',
  'not-signed-in': 'broken',
  'key-changed': 'note',
  'refused-sign-ins': 'note',
  'approval-unknown-key': 'broken',
  'approval-invalid': 'broken',
  'approval-own': 'broken',
  'approval-used-twice': 'broken',
  'approved-alone': 'note',
  'alone-among-others': 'suspicious',
  // Hand-overs
  'claim-out-of-order': 'broken',
  'claimed-twice': 'broken',
  'acts-and-lines-differ': 'broken',
  'part-flag': 'broken',
  'more-than-due': 'broken',
  'not-on-due-list': 'suspicious',
  'void-of-nothing': 'broken',
  'void-twice': 'broken',
  'void-differs': 'broken',
  'claimed-elsewhere': 'suspicious',
  // Vouchers
  'voucher-act-wrong': 'broken',
  'used-while-held': 'broken',
  'capture-of-nothing': 'broken',
  'capture-differs': 'suspicious',
  'capture-sum': 'broken',
  'voucher-amount-differs': 'suspicious',
  'release-of-nothing': 'broken',
  'release-twice': 'broken',
  'release-unapproved': 'broken',
  'holder-not-asked': 'broken',
  // Paper
  'print-of-nothing': 'broken',
  'reprint-of-nothing': 'broken',
  'copy-number': 'broken',
  // Claims for reimbursement
  'reimbursement-of-nothing': 'broken',
  'reimbursement-twice': 'broken',
  'reimbursement-taken-back': 'broken',
  'reimbursement-above': 'broken',
  'reimbursement-sum': 'broken',
  'reimbursement-other-captures': 'broken',
  // Days
  'day-not-open': 'broken',
  'day-opened-twice': 'broken',
  'day-left-open': 'note',
  'below-zero': 'broken',
  'bad-count': 'broken',
  'close-uncounted': 'broken',
  'close-accounts': 'broken',
  'close-tally': 'broken',
  'close-captured': 'broken',
  'close-grand': 'broken',
  difference: 'note',
  'sole-supervisor': 'note',
  'package-unknown': 'broken',
  'package-older': 'suspicious',
  restored: 'note',
} as const satisfies Record<string, Severity>;
export type FindingCode = keyof typeof FINDINGS;

/** What stands in a sentence. */
export type Values = Readonly<Record<string, string | number>>;
/** Where it was found. `seq` is an entry's number, `line` counts from 1. */
export type Place = Readonly<{ log?: string; file?: string; line?: number; seq?: number }>;
export type Finding = Place & Readonly<{ code: FindingCode; severity: Severity; values: Values }>;

/** Of one code and log only the first are kept; how many there were is counted. */
const MOST_KEPT = 25;

export type Findings = Readonly<{
  add: (code: FindingCode, place?: Place, values?: Values) => void;
  list: () => readonly Finding[];
  /** Findings of a code that were counted but not kept. */
  left: () => readonly Readonly<{ code: FindingCode; log: string; count: number }>[];
}>;

export function createFindings(): Findings {
  const kept: Finding[] = [];
  const counts = new Map<string, { code: FindingCode; log: string; count: number }>();
  return {
    add(code, place = {}, values = {}) {
      const log = place.log ?? '';
      const key = `${code} ${log}`;
      const counted = counts.get(key) ?? { code, log, count: 0 };
      counted.count += 1;
      counts.set(key, counted);
      if (counted.count <= MOST_KEPT) kept.push({ code, severity: FINDINGS[code], ...place, values });
    },
    list: () => kept,
    left: () =>
      [...counts.values()]
        .filter(({ count }) => count > MOST_KEPT)
        .map(({ code, log, count }) => ({ code, log, count: count - MOST_KEPT })),
  };
}

/** The worst of all findings; `sound` where there are only notes. */
export function verdictOf(findings: readonly Finding[]): 'sound' | 'suspicious' | 'broken' {
  if (findings.some(({ severity }) => severity === 'broken')) return 'broken';
  return findings.some(({ severity }) => severity === 'suspicious') ? 'suspicious' : 'sound';
}
