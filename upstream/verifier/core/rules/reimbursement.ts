import type { Read, Tell } from './rule.ts';

type Capture = {
  account: string;
  amount: number;
  takenBack: number | undefined;
  claim: number | undefined;
  claimed: number;
};
type Claim = { captures: readonly number[]; replacedBy: number | undefined };

/**
 * What the provider claims for services given on vouchers: each capture claimed once, standing, never for more than was captured; the
 * sum right. A claim that takes the place of another names the very same captures, none for more than before, and takes it once.
 */
export function createReimbursement({ tell }: Readonly<{ tell: Tell }>) {
  const captures = new Map<number, Capture>();
  const claims = new Map<number, Claim>();

  function take(entry: Read<'claim'>): void {
    const { seq, captures: lines, amount, replaces } = entry;
    const former = replaces === undefined ? undefined : claims.get(replaces);
    if (replaces !== undefined) {
      const named = lines.map(([capture]) => capture);
      const same = former !== undefined && former.replacedBy === undefined && former.captures.join() === named.join();
      if (!same) tell('reimbursement-other-captures', seq, { of: replaces });
      if (former !== undefined) former.replacedBy = seq;
    }
    for (const [of, amountMinor] of lines) {
      const capture = captures.get(of);
      if (capture === undefined || capture.account !== amount[0]) {
        tell('reimbursement-of-nothing', seq, { of });
        continue;
      }
      if (capture.takenBack !== undefined) tell('reimbursement-taken-back', seq, { of, by: capture.takenBack });
      if (capture.claim !== undefined && capture.claim !== replaces)
        tell('reimbursement-twice', seq, { of, first: capture.claim });
      const most = capture.claim === undefined ? capture.amount : Math.min(capture.amount, capture.claimed);
      if (amountMinor > most) tell('reimbursement-above', seq, { of, amount: amountMinor, most });
      Object.assign(capture, { claim: seq, claimed: amountMinor });
    }
    const sum = lines.reduce((total, [, amountMinor]) => total + amountMinor, 0);
    const numbers = lines.map(([capture]) => capture);
    const inOrder = numbers.every((capture, at) => at === 0 || capture > (numbers[at - 1] ?? capture));
    if (sum !== amount[1] || !inOrder) tell('reimbursement-sum', seq, { sum, total: amount[1] });
    claims.set(seq, { captures: numbers, replacedBy: undefined });
  }

  return {
    entry(entry: Read): void {
      if (entry.t === 'capture')
        captures.set(entry.seq, {
          account: entry.amount[0],
          amount: entry.amount[1],
          takenBack: undefined,
          claim: undefined,
          claimed: 0,
        });
      else if (entry.t === 'release') {
        const capture = captures.get(entry.of);
        if (capture === undefined) return;
        capture.takenBack ??= entry.seq;
        if (capture.claim !== undefined) tell('reimbursement-taken-back', entry.seq, { of: entry.of, by: entry.seq });
      } else if (entry.t === 'claim') take(entry);
    },
  };
}
