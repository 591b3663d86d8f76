import { expect, test } from 'vitest';
import type { EntryBodies } from '../../../../shared/wire/entry-types.ts';
import { createReimbursement } from './reimbursement.ts';
import type { Read } from './rule.ts';

type Line = readonly [capture: number, amountMinor: number];
type Given =
  | Readonly<{ t: 'capture'; seq: number; amount: number; currency?: string }>
  | Readonly<{ t: 'release'; seq: number; of: number }>
  | Readonly<{ t: 'claim'; seq: number; lines: readonly Line[]; total?: number; replaces?: number }>;

/** What is told of these entries, as `code seq`. */
function told(...given: readonly Given[]): string[] {
  const findings: string[] = [];
  const rule = createReimbursement({ tell: (code, seq) => void findings.push(`${code} ${seq}`) });
  for (const one of given) rule.entry(entryOf(one) as Read);
  return findings;
}

function entryOf(given: Given): object {
  const header = { t: given.t, seq: given.seq };
  switch (given.t) {
    case 'capture':
      return { ...header, amount: [`cash:${given.currency ?? 'SDG'}`, given.amount] };
    case 'release':
      return { ...header, of: given.of };
    case 'claim': {
      const sum = given.lines.reduce((total, [, amount]) => total + amount, 0);
      const body: EntryBodies['claim'] = {
        captures: given.lines.map(([capture, amount]) => [capture, amount, []]),
        amount: ['cash:SDG', given.total ?? sum],
        details: 'ab'.repeat(32),
        ...(given.replaces === undefined ? {} : { replaces: given.replaces }),
      };
      return { ...header, ...body };
    }
  }
}

const first: Given = { t: 'capture', seq: 1, amount: 500 };
const second: Given = { t: 'capture', seq: 2, amount: 300 };
const claim = (seq: number, lines: readonly Line[], more: object = {}): Given => ({ t: 'claim', seq, lines, ...more });
const whole: readonly Line[] = [
  [1, 500],
  [2, 300],
];

test('a claim of standing captures, and the answer to a question about it, are in order', () => {
  expect(told(first, second, claim(3, whole), claim(4, [whole[0]!, [2, 100]], { replaces: 3 }))).toEqual([]);
  expect(told(first, { t: 'release', seq: 2, of: 1 }, { t: 'release', seq: 3, of: 9 })).toEqual([]);
});

test.each<[string, readonly Given[], readonly string[]]>([
  ['of nothing', [claim(3, [[1, 5]])], ['reimbursement-of-nothing 3']],
  [
    'in another currency',
    [{ t: 'capture', seq: 1, amount: 5, currency: 'USD' }, claim(3, [[1, 5]])],
    ['reimbursement-of-nothing 3'],
  ],
  ['twice', [first, claim(3, [[1, 500]]), claim(4, [[1, 500]])], ['reimbursement-twice 4']],
  [
    'with a capture twice',
    [
      first,
      claim(3, [
        [1, 200],
        [1, 200],
      ]),
    ],
    ['reimbursement-twice 3', 'reimbursement-sum 3'],
  ],
  ['taken back before', [first, { t: 'release', seq: 2, of: 1 }, claim(3, [[1, 5]])], ['reimbursement-taken-back 3']],
  ['taken back after', [first, claim(2, [[1, 5]]), { t: 'release', seq: 3, of: 1 }], ['reimbursement-taken-back 3']],
  ['for more', [first, claim(3, [[1, 501]])], ['reimbursement-above 3']],
  ['wrongly added up', [first, claim(3, [[1, 500]], { total: 501 })], ['reimbursement-sum 3']],
  [
    'out of order',
    [
      first,
      second,
      claim(3, [
        [2, 300],
        [1, 500],
      ]),
    ],
    ['reimbursement-sum 3'],
  ],
  [
    'answered with fewer captures',
    [first, second, claim(3, whole), claim(4, [[1, 500]], { replaces: 3 })],
    ['reimbursement-other-captures 4'],
  ],
  [
    'answered for more than before',
    [first, claim(3, [[1, 400]]), claim(4, [[1, 401]], { replaces: 3 })],
    ['reimbursement-above 4'],
  ],
  [
    'answered twice',
    [first, claim(3, [[1, 500]]), claim(4, [[1, 400]], { replaces: 3 }), claim(5, [[1, 300]], { replaces: 3 })],
    ['reimbursement-other-captures 5', 'reimbursement-twice 5'],
  ],
  ['an answer to nothing', [first, claim(3, [[1, 500]], { replaces: 2 })], ['reimbursement-other-captures 3']],
])('a claim %s is told', (_what, entries, findings) => {
  expect(told(...entries)).toEqual(findings);
});
