import { handoverFixture, verdictFixture } from '../testing/verdicts.fixture.ts';
import type { Desk, DeskEvent, Effect, VerdictView } from './desk.types.ts';
import { NEW_DESK } from './base.ts';
import { step } from './step.ts';

/** Events of the desk, and what comes of them in order. */
export function run(events: readonly DeskEvent[], start: Desk = NEW_DESK): { desk: Desk; effects: Effect[] } {
  let desk = start;
  const effects: Effect[] = [];
  for (const event of events) {
    const next = step(desk, event);
    desk = next.desk;
    effects.push(...next.effects);
  }
  return { desk, effects };
}
export const scan = (text: string, atMs: number): DeskEvent => ({ kind: 'scanned', text, via: 'wedge', atMs });
export const verdict = (number: number, more: Partial<VerdictView> = {}): DeskEvent => ({
  kind: 'verdict',
  number,
  answer: { ok: true, value: verdictFixture({ token: `token-${number}`, ...more }) },
});
export const gave = (token: string): DeskEvent => ({
  kind: 'acted',
  sending: 'give',
  token,
  answer: { ok: true, value: { kind: 'given', handover: handoverFixture() } },
});
export const refused = (token: string, code: string): DeskEvent => ({
  kind: 'acted',
  sending: 'give',
  token,
  answer: { ok: false, error: { code } },
});
export const gives = (effects: readonly Effect[]): string[] =>
  effects.flatMap((effect) => (effect.kind === 'give' ? [effect.input.token] : []));
export const reads = (effects: readonly Effect[]): number[] =>
  effects.flatMap((effect) => (effect.kind === 'read' ? [effect.number] : []));
export const open = [scan('A', 0), verdict(1)];
