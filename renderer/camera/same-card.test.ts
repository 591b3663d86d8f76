import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginLooking, look, type SameCard } from './same-card.ts';

function tellsOf(shown: readonly (readonly [text: string | null, atMs: number])[], begin: SameCard): string[] {
  let card = begin;
  const tells: string[] = [];
  for (const [text, atMs] of shown) {
    const next = look(card, text, atMs);
    card = next.card;
    if (next.tell !== null) tells.push(next.tell);
  }
  return tells;
}
const steadily = (text: string | null, fromMs: number, forMs: number): (readonly [string | null, number])[] =>
  Array.from({ length: Math.floor(forMs / 80) }, (_, index) => [text, fromMs + index * 80] as const);

describe('a card before the camera', () => {
  it('is told once, however long it lies there', () => {
    expect(tellsOf(steadily('A', 0, 60_000), beginLooking(null, 0))).toEqual(['A']);
  });

  it('is told again once it was away for a second, not before', () => {
    const until = (backMs: number) => [...steadily('A', 0, 400), ...steadily('A', backMs, 400)];
    expect(tellsOf(until(1200), beginLooking(null, 0))).toEqual(['A']);
    expect(tellsOf(until(1400), beginLooking(null, 0))).toEqual(['A', 'A']);
  });

  it('gives way to another at once', () => {
    expect(tellsOf([...steadily('A', 0, 400), ...steadily('B', 400, 400)], beginLooking(null, 0))).toEqual(['A', 'B']);
  });

  it('that lay there while the camera was off is not told anew', () => {
    expect(tellsOf(steadily('A', 50_000, 5000), beginLooking('A', 50_000))).toEqual([]);
    expect(tellsOf(steadily('B', 50_000, 5000), beginLooking('A', 50_000))).toEqual(['B']);
  });

  it('is said to be in the way after a moment, and no longer than it is', () => {
    const told = look(beginLooking(null, 0), 'A', 0);
    expect(told.held).toBe(false);
    const soon = look(told.card, 'A', 800);
    expect(soon.held).toBe(false);
    const later = look(soon.card, 'A', 1600);
    expect(later.held).toBe(true);
    expect(look(later.card, null, 2000).held).toBe(true);
    expect(look(later.card, null, 2700).held).toBe(false);
  });

  it('never is told twice within a second of its last sight', () => {
    const shown = fc.array(fc.tuple(fc.constantFrom('A', null), fc.integer({ min: 1, max: 1500 })), { maxLength: 60 });
    fc.assert(
      fc.property(shown, (steps) => {
        let card = beginLooking(null, 0);
        let nowMs = 0;
        let sawAtMs = -Infinity;
        for (const [text, afterMs] of steps) {
          nowMs += afterMs;
          const next = look(card, text, nowMs);
          card = next.card;
          if (next.tell !== null) expect(nowMs - sawAtMs).toBeGreaterThanOrEqual(1000);
          if (text !== null) sawAtMs = nowMs;
        }
      }),
    );
  });
});
