import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { VerdictCode, VerdictReason } from '../../../shared/domain/verdict.ts';
import { VerdictCode as Codes } from '../../../shared/domain/verdict.ts';
import { decide, openLines, type EntitlementFacts, type Facts } from './verdict.ts';

const NOW = 1_000_000;
const genuine = { kind: 'genuine', revoked: false, site: 'camp-7', validFromMs: null, validUntilMs: null } as const;
const line = (account: string, due: number, given = 0): EntitlementFacts['lines'][number] => ({
  line: `L-${account}`,
  account,
  due,
  given,
});
const entitlement = (lines: EntitlementFacts['lines'], more: Partial<EntitlementFacts> = {}): EntitlementFacts => ({
  id: 'E1',
  validFromMs: 0,
  validUntilMs: 2 * NOW,
  homeDesk: null,
  lines,
  ...more,
});
const facts = (more: Partial<Facts> = {}): Facts => ({
  nowMs: NOW,
  site: 'camp-7',
  desk: 'd1',
  card: genuine,
  household: { blocked: false, note: false },
  entitlements: [entitlement([line('SORGHUM', 2), line('cash:SDG', 500)])],
  till: {
    onHand: new Map([
      ['SORGHUM', 10],
      ['cash:SDG', 5000],
    ]),
    dayLimitLeft: new Map(),
  },
  partCollection: true,
  approvalAboveMinor: {},
  rollTooOld: false,
  lookupsAboveLimit: false,
  ...more,
});
const till = (sorghum: number, cash: number, left?: number): Facts['till'] => ({
  onHand: new Map([
    ['SORGHUM', sorghum],
    ['cash:SDG', cash],
  ]),
  dayLimitLeft: new Map(left === undefined ? [] : [['SDG', left]]),
});

describe('one verdict a scan', () => {
  const table: [string, Partial<Facts>, VerdictCode, VerdictReason, boolean][] = [
    ['a good card', {}, 'ok', 'card-genuine', true],
    ['torn text', { card: { kind: 'unreadable', reason: 'damaged-text' } }, 'unreadable', 'damaged-text', false],
    [
      'a foreign keyboard',
      { card: { kind: 'unreadable', reason: 'wrong-keyboard' } },
      'unreadable',
      'wrong-keyboard',
      false,
    ],
    ['a link', { card: { kind: 'unreadable', reason: 'link-not-card' } }, 'unreadable', 'link-not-card', false],
    ['another code', { card: { kind: 'unreadable', reason: 'not-our-code' } }, 'unreadable', 'not-our-code', false],
    ['a bad signature', { card: { kind: 'forged' } }, 'forged', 'bad-signature', false],
    [
      'an unknown key',
      { card: { kind: 'unknown-issuer', reason: 'foreign-key' } },
      'unknown-issuer',
      'foreign-key',
      false,
    ],
    [
      'another programme',
      { card: { kind: 'unknown-issuer', reason: 'foreign-programme' } },
      'unknown-issuer',
      'foreign-programme',
      false,
    ],
    ['a cancelled card', { card: { ...genuine, revoked: true } }, 'revoked', 'card-cancelled', false],
    [
      'a card of tomorrow',
      { card: { ...genuine, validFromMs: NOW + 1 } },
      'not-yet-valid',
      'card-not-yet-valid',
      false,
    ],
    ['a card of yesterday', { card: { ...genuine, validUntilMs: NOW } }, 'expired', 'card-expired', false],
    ['a card of another site', { card: { ...genuine, site: 'camp-8' } }, 'wrong-site', 'other-site', false],
    ['somebody not in the roll', { household: null, entitlements: [] }, 'unknown-beneficiary', 'not-in-roll', false],
    ['a blocked household', { household: { blocked: true, note: true } }, 'blocked', 'household-blocked', false],
    ['nothing entitled', { entitlements: [] }, 'unknown-beneficiary', 'nothing-due', false],
    [
      'another desk',
      { entitlements: [entitlement([line('SORGHUM', 2)], { homeDesk: 'd2' })] },
      'wrong-site',
      'other-desk',
      false,
    ],
    [
      'a window to come',
      { entitlements: [entitlement([line('SORGHUM', 2)], { validFromMs: NOW + 1 })] },
      'not-yet-valid',
      'window-not-open',
      false,
    ],
    [
      'a window gone',
      { entitlements: [entitlement([line('SORGHUM', 2)], { validUntilMs: NOW })] },
      'expired',
      'window-closed',
      false,
    ],
    ['all collected', { entitlements: [entitlement([line('SORGHUM', 2, 2)])] }, 'already-served', 'nothing-due', false],
    ['an empty store', { till: till(0, 0) }, 'out-of-stock', 'item-out-of-stock', false],
    [
      'one item short where parts are refused',
      { till: till(1, 5000), partCollection: false },
      'out-of-stock',
      'item-out-of-stock',
      false,
    ],
    [
      'the day limit reached',
      { entitlements: [entitlement([line('cash:SDG', 500)])], till: till(0, 5000, 0) },
      'limit-reached',
      'day-limit',
      false,
    ],
    [
      'the day limit in the way where parts are refused',
      { till: till(9, 5000, 499), partCollection: false },
      'limit-reached',
      'day-limit',
      false,
    ],
    ['an old roll', { rollTooOld: true }, 'needs-approval', 'roll-too-old', true],
    ['a large sum', { approvalAboveMinor: { SDG: 499 } }, 'needs-approval', 'amount-above-limit', true],
    [
      'too many look-ups',
      { card: { kind: 'none' }, lookupsAboveLimit: true },
      'needs-approval',
      'lookups-above-limit',
      true,
    ],
    ['found without a card', { card: { kind: 'none' } }, 'attention', 'found-without-card', true],
    ['a part still due', { entitlements: [entitlement([line('SORGHUM', 2, 1)])] }, 'attention', 'part-remaining', true],
    ['a note', { household: { blocked: false, note: true } }, 'attention', 'household-note', true],
    ['one item out, parts allowed', { till: till(0, 5000) }, 'attention', 'item-out-of-stock', true],
    ['cash out, parts allowed', { till: till(3, 0) }, 'attention', 'cash-out', true],
    ['no day open', { till: null }, 'attention', 'no-day-open', false],
  ];
  test.each(table)('%s', (_what, more, code, reason, canGive) => {
    const verdict = decide(facts(more));
    expect(verdict).toMatchObject({ code, canGive });
    expect(verdict.reasons[0]).toBe(reason);
  });

  test('tells where to go and when', () => {
    expect(decide(facts({ card: { ...genuine, site: 'camp-8' } })).site).toBe('camp-8');
    expect(decide(facts({ entitlements: [entitlement([line('SORGHUM', 2)], { homeDesk: 'd2' })] })).desk).toBe('d2');
    expect(decide(facts({ card: { ...genuine, validFromMs: NOW + 5 } })).validFromMs).toBe(NOW + 5);
  });

  test('a look-up never counts as a genuine card', () => {
    expect(decide(facts({ card: { kind: 'none' } })).reasons).not.toContain('card-genuine');
  });
});

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
