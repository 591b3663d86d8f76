import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VerdictCode as Codes } from '../../../shared/domain/verdict.ts';
import { decide, openLines, type Facts } from './verdict.ts';

const NOW = 1_000_000;
const card = fc.oneof(
  fc.record({
    kind: fc.constant('unreadable' as const),
    reason: fc.constantFrom('damaged-text', 'wrong-keyboard', 'link-not-card', 'not-our-code'),
  }),
  fc.constant({ kind: 'forged' as const }),
  fc.record({
    kind: fc.constant('unknown-issuer' as const),
    reason: fc.constantFrom('foreign-key', 'foreign-programme'),
  }),
  fc.record({
    kind: fc.constant('genuine' as const),
    revoked: fc.boolean(),
    site: fc.constantFrom('camp-7', 'camp-8'),
    validFromMs: fc.constantFrom(null, NOW - 1, NOW, NOW + 1),
    validUntilMs: fc.constantFrom(null, NOW, NOW + 1),
  }),
  fc.constant({ kind: 'none' as const }),
);
const account = fc.constantFrom('SORGHUM', 'OIL', 'cash:SDG', 'cash:USD');
const quantity = fc.integer({ min: 0, max: 4 });
const anyEntitlement = fc.record({
  id: fc.string({ minLength: 1, maxLength: 4 }),
  validFromMs: fc.constantFrom(0, NOW, NOW + 1),
  validUntilMs: fc.constantFrom(NOW, NOW + 1, 2 * NOW),
  homeDesk: fc.constantFrom(null, 'd1', 'd2'),
  lines: fc.array(fc.record({ line: fc.string({ maxLength: 2 }), account, due: quantity, given: quantity }), {
    minLength: 1,
    maxLength: 3,
  }),
});
const anyFacts: fc.Arbitrary<Facts> = fc.record({
  nowMs: fc.constant(NOW),
  site: fc.constant('camp-7'),
  desk: fc.constant('d1'),
  card,
  household: fc.option(fc.record({ blocked: fc.boolean(), note: fc.boolean() }), { freq: 8 }),
  entitlements: fc.array(anyEntitlement, { maxLength: 3 }),
  till: fc.option(
    fc.record({
      onHand: fc.array(fc.tuple(account, quantity)).map((pairs) => new Map(pairs)),
      dayLimitLeft: fc
        .array(fc.tuple(fc.constantFrom('SDG', 'USD'), fc.integer({ min: -1, max: 6 })))
        .map((pairs) => new Map(pairs)),
    }),
    { freq: 8 },
  ),
  partCollection: fc.boolean(),
  approvalAboveMinor: fc.constantFrom({}, { SDG: 0 }, { SDG: 3, USD: 2 }),
  rollTooOld: fc.boolean(),
  lookupsAboveLimit: fc.boolean(),
});

describe('for any facts', () => {
  test('there is exactly one known verdict, always the same, and its reason first', () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const verdict = decide(any);
        expect(Codes.options).toContain(verdict.code);
        expect(verdict.reasons.length).toBeGreaterThan(0);
        expect(new Set(verdict.reasons).size).toBe(verdict.reasons.length);
        expect(decide(any)).toEqual(verdict);
      }),
      { numRuns: 3000 },
    );
  });

  test('a hand-over may follow only where nothing blocks', () => {
    fc.assert(
      fc.property(anyFacts, (any) => {
        const verdict = decide(any);
        const green = verdict.code === 'ok';
        if (green) expect(verdict.canGive && !verdict.approvalNeeded && any.card.kind === 'genuine').toBe(true);
        if (!verdict.canGive) return;
        expect(['ok', 'attention', 'needs-approval']).toContain(verdict.code);
        expect(['genuine', 'none']).toContain(any.card.kind);
        if (any.card.kind === 'genuine') expect(any.card.revoked || any.card.site !== any.site).toBe(false);
        expect(any.household?.blocked).toBe(false);
        expect(openLines(any).length).toBeGreaterThan(0);
        expect(openLines(any).some((open) => (any.till?.onHand.get(open.account) ?? 0) > 0)).toBe(true);
        expect(verdict.approvalNeeded).toBe(verdict.code === 'needs-approval');
        if (any.rollTooOld) expect(verdict.code).toBe('needs-approval');
      }),
      { numRuns: 3000 },
    );
  });
});
