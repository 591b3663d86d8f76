import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ServingState } from '../entitlements/serving-state.ts';
import { planHandover, type WantedLine } from './plan.ts';

const state = (id: string, lines: ServingState['lines'], nextOrdinal = 0): ServingState => ({
  id,
  pseudonym: `P-${id}`,
  nextOrdinal,
  validFromMs: 0,
  validUntilMs: 1,
  homeDesk: null,
  lines,
});
const STATES = [
  state(
    'E1',
    [
      { line: 'cash', account: 'cash:SDG', due: 500, given: 100 },
      { line: 'oil', account: 'OIL', due: 2, given: 0 },
    ],
    1,
  ),
  state('E2', [{ line: 'oil', account: 'OIL', due: 3, given: 0 }]),
];
const till = (oil = 10, cash = 1000, limit?: number) => ({
  onHand: new Map([
    ['OIL', oil],
    ['cash:SDG', cash],
  ]),
  dayLimitLeft: new Map(limit === undefined ? [] : [['SDG', limit]]),
});
const policy = { partCollection: true, approvalAboveMinor: { SDG: 300 } };
const all: WantedLine[] = [
  { entitlement: 'E1', line: 'cash', quantity: 400 },
  { entitlement: 'E1', line: 'oil', quantity: 2 },
  { entitlement: 'E2', line: 'oil', quantity: 3 },
];

describe('planning a hand-over', () => {
  test('the whole of two entitlements', () => {
    const plan = planHandover(all, STATES, till(), policy);
    expect(plan).toMatchObject({
      ok: true,
      value: {
        part: false,
        acts: [
          ['P-E1', 1, 1],
          ['P-E2', 0, 1],
        ],
        amounts: [
          ['OIL', 5],
          ['cash:SDG', 400],
        ],
        amountNeedsApproval: true,
      },
    });
  });

  test('a part leaves its entitlement open', () => {
    const plan = planHandover([{ entitlement: 'E1', line: 'oil', quantity: 1 }], STATES, till(), policy);
    expect(plan).toMatchObject({ ok: true, value: { part: true, acts: [['P-E1', 1, 0]], amountNeedsApproval: false } });
  });

  const refusals: [string, Parameters<typeof planHandover>, string][] = [
    ['more than is due', [[{ entitlement: 'E2', line: 'oil', quantity: 4 }], STATES, till(), policy], 'more-than-due'],
    [
      'the same line twice',
      [[...all, { entitlement: 'E2', line: 'oil', quantity: 1 }], STATES, till(), policy],
      'more-than-due',
    ],
    [
      'somebody else’s line',
      [[{ entitlement: 'E9', line: 'oil', quantity: 1 }], STATES, till(), policy],
      'more-than-due',
    ],
    [
      'a part where parts are refused',
      [all.slice(1), STATES, till(), { ...policy, partCollection: false }],
      'part-not-allowed',
    ],
    ['more than is there', [all, STATES, till(4), policy], 'out-of-stock'],
    ['more than today’s limit', [all, STATES, till(10, 1000, 399), policy], 'limit-reached'],
  ];
  test.each(refusals)('refuses %s', (_what, input, error) =>
    expect(planHandover(...input)).toEqual({ ok: false, error }),
  );

  test('never hands over more than is due or there, whatever is wanted', () => {
    const wanted = fc.array(
      fc.record({
        entitlement: fc.constantFrom('E1', 'E2', 'E3'),
        line: fc.constantFrom('oil', 'cash'),
        quantity: fc.integer({ min: 1, max: 450 }),
      }),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(wanted, fc.nat(6), fc.nat(500), (lines, oil, cash) => {
        const plan = planHandover(lines, STATES, till(oil, cash), policy);
        if (!plan.ok) return;
        for (const [account, quantity] of plan.value.amounts)
          expect(quantity).toBeLessThanOrEqual(account === 'OIL' ? oil : cash);
        for (const [pseudonym, line, , quantity] of plan.value.lines) {
          const due = STATES.find((one) => one.pseudonym === pseudonym)?.lines.find((one) => one.line === line);
          expect(quantity).toBeLessThanOrEqual((due?.due ?? 0) - (due?.given ?? 0));
        }
      }),
    );
  });
});
