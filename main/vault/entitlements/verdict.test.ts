import { describe, expect, test } from 'vitest';
import type { VerdictCode, VerdictReason } from '../../../shared/domain/verdict.ts';
import { decide, type EntitlementFacts, type Facts } from './verdict.ts';

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
