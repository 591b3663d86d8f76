import { describe, expect, it } from 'vitest';
import type { Claim } from '../../../shared/domain/reconcile/model.ts';
import { stateAtThisDesk, type DeskFacts } from './at-this-desk.ts';

const LOG = 'tallypoint/relief/kassala/desk-1/1';
const claim = (seq: number, quantity: number, more: Partial<Claim> = {}): Claim => ({
  log: LOG,
  seq,
  desk: 'desk-1',
  day: '2026-11-24',
  operator: 'AMINA',
  atMs: seq,
  household: 'H',
  ordinal: seq,
  lines: [['oil', 'OIL', quantity]],
  reversedBy: null,
  ...more,
});
const facts = (claims: Claim[], decided?: DeskFacts['decided']): DeskFacts => ({
  entitlement: 'E',
  due: { household: 'H', homeDesk: '', lines: [['oil', 'OIL', 4]], withdrawn: false },
  claims,
  presence: { came: claims.length > 0, reasons: [] },
  decided,
});
const ELSEWHERE = { rightful: { log: 'tallypoint/relief/kassala/desk-2/1', seq: 3 }, here: false };

describe('an entitlement collected at two desks', () => {
  it('stands as served where the programme found this desk’s hand-over to be the rightful one', () => {
    const decided = { rightful: { log: LOG, seq: 1 }, here: true };
    expect(stateAtThisDesk(facts([claim(1, 4)], decided))).toMatchObject({
      status: 'served',
      lines: [{ served: 4, twice: 0 }],
    });
  });

  it('is in conflict where another’s is, and what this desk gave was given twice', () => {
    const state = stateAtThisDesk(facts([claim(1, 4)], ELSEWHERE));
    expect(state).toMatchObject({
      status: 'conflict',
      lines: [{ due: 4, served: 0, remaining: 4, handed: 4, twice: 4, unexplained: 0 }],
    });
    expect(state?.claims).toHaveLength(1);
  });

  it('sets aside only the act that was decided on', () => {
    expect(stateAtThisDesk(facts([claim(1, 1), claim(2, 3)], ELSEWHERE))).toMatchObject({
      status: 'conflict',
      lines: [{ served: 3, twice: 1, remaining: 1 }],
    });
  });

  it('is no conflict any more once this desk’s hand-over was reversed', () => {
    expect(stateAtThisDesk(facts([claim(1, 4, { reversedBy: 2 })], ELSEWHERE))).toMatchObject({
      status: 'reversed',
      lines: [{ handed: 4, reversed: 4, twice: 0 }],
    });
  });
});
