import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeskEvent } from './desk.types.ts';
import { gave, gives, open, reads, refused, run, scan, verdict } from './step.fixture.ts';
import { NEW_DESK } from './base.ts';
import { step } from './step.ts';

describe('scanning', () => {
  it('ignores the same code within two seconds, and reads it again after', () => {
    const forged = { code: 'forged', canGive: false } as const;
    expect(reads(run([scan('A', 0), scan('A', 1999)]).effects)).toEqual([1]);
    expect(reads(run([scan('A', 0), verdict(1, forged), { kind: 'done' }, scan('A', 2100)]).effects)).toEqual([1, 2]);
  });

  it('goes straight to the next card where nothing can be given', () => {
    const { desk, effects } = run([
      scan('A', 0),
      verdict(1, { code: 'blocked', canGive: false }),
      scan('B', 50),
      verdict(2),
    ]);
    expect(reads(effects)).toEqual([1, 2]);
    expect(desk.serving?.verdict.token).toBe('token-2');
  });

  it('drops a verdict that comes too late', () => {
    const { desk } = run([scan('A', 0), scan('B', 10), verdict(1)]);
    expect(desk.serving).toBeNull();
    expect(desk.reading?.number).toBe(2);
  });

  it('asks before it leaves a household that may still be served', () => {
    const { desk, effects } = run([...open, scan('B', 3000)]);
    expect(reads(effects)).toEqual([1]);
    expect(desk.waiting).toMatchObject({ text: 'B' });
    const parked = run([{ kind: 'answer-waiting', open: true }], desk);
    expect(parked.desk.parked).toHaveLength(1);
    expect(reads(parked.effects)).toEqual([2]);
    expect(run([{ kind: 'done' }], desk).desk).toMatchObject({
      waiting: null,
      serving: { verdict: { token: 'token-1' } },
    });
  });

  it('while a dialog is open changes nothing in it', () => {
    const { desk, effects } = run([...open, { kind: 'dialog', dialog: 'part' }, scan('B', 3000), { kind: 'give' }]);
    expect(desk).toMatchObject({ dialog: 'part', waiting: { text: 'B' } });
    expect(gives(effects)).toEqual([]);
  });

  it('asks before it leaves a screen with unsaved typing', () => {
    const { desk, effects } = run([
      { kind: 'go', place: 'supervisor' },
      { kind: 'occupied', occupied: true },
      scan('A', 0),
    ]);
    expect(reads(effects)).toEqual([]);
    expect(desk).toMatchObject({ place: 'supervisor', waiting: { text: 'A' } });
    expect(run([{ kind: 'answer-waiting', open: true }], desk).desk).toMatchObject({ place: 'desk', occupied: false });
  });

  it('the same card again while it is open changes nothing', () => {
    const { desk, effects } = run([...open, scan('A', 9000)]);
    expect(reads(effects)).toEqual([1]);
    expect(desk.notice).toBe('same');
  });
});

describe('giving', () => {
  it('sends one hand-over however often Enter is pressed', () => {
    const { effects } = run([
      ...open,
      { kind: 'give' },
      { kind: 'give' },
      { kind: 'give' },
      gave('token-1'),
      { kind: 'give' },
    ]);
    expect(gives(effects)).toEqual(['token-1']);
  });

  it('opens the card scanned meanwhile as soon as the hand-over is saved', () => {
    const { desk, effects } = run([...open, { kind: 'give' }, scan('B', 3000), gave('token-1'), verdict(2)]);
    expect(gives(effects)).toEqual(['token-1']);
    expect(desk).toMatchObject({ waiting: null, serving: { verdict: { token: 'token-2' } } });
  });

  it('keeps the card scanned meanwhile in question where the hand-over failed', () => {
    const { desk } = run([...open, { kind: 'give' }, scan('B', 3000), refused('token-1', 'disk-full')]);
    expect(desk).toMatchObject({ waiting: { text: 'B' }, serving: { failure: { code: 'disk-full' } }, sending: null });
  });

  it('a scan while the receipt prints is read at once', () => {
    const { desk, effects } = run([...open, { kind: 'give' }, gave('token-1'), scan('B', 2500)]);
    expect(reads(effects)).toEqual([1, 2]);
    expect(desk.outcome).toBeNull();
  });

  it('asks for an approval first where one is needed, and keeps asking while it is refused', () => {
    const needed = [scan('A', 0), verdict(1, { approvalNeeded: true }), { kind: 'give' }] as const;
    const asked = run(needed);
    expect(asked.desk.dialog).toBe('approval');
    expect(gives(asked.effects)).toEqual([]);
    const approval = { operator: 'S01', secret: 'x' };
    const sent = run([{ kind: 'give', approval }, refused('token-1', 'approval-refused')], asked.desk);
    expect(sent.desk).toMatchObject({
      dialog: 'approval',
      sending: null,
      serving: { failure: { code: 'approval-refused' } },
    });
    expect(JSON.stringify(sent.desk)).not.toContain('"secret"');
  });

  it('asks for an approval where the station finds that one is needed', () => {
    expect(run([...open, { kind: 'give' }, refused('token-1', 'needs-approval')]).desk.dialog).toBe('approval');
  });

  it('gives only the typed part, never more than is due', () => {
    const quantities = { 'E1/L1': 5, 'E1/L2': 0 };
    const { effects } = run([...open, { kind: 'draft', draft: { quantities } }, { kind: 'give' }]);
    expect(effects.find((effect) => effect.kind === 'give')?.input.lines).toEqual([
      { entitlement: 'E1', line: 'L1', quantity: 2 },
    ]);
  });

  it('returns to the next card by itself, but only from its own confirmation', () => {
    const { desk } = run([...open, { kind: 'give' }, gave('token-1')]);
    expect(run([{ kind: 'time-up', outcomes: 0 }], desk).desk.outcome).not.toBeNull();
    expect(run([{ kind: 'time-up', outcomes: 1 }], desk).desk.outcome).toBeNull();
  });

  it('cannot be left while the station is saving', () => {
    const saving = run([...open, { kind: 'give' }]).desk;
    const events = [
      { kind: 'done' },
      { kind: 'park' },
      { kind: 'go', place: 'find' },
      { kind: 'dialog', dialog: 'part' },
    ] as const;
    for (const event of events) expect(run([event], saving).desk).toEqual(saving);
  });
});

describe('parking', () => {
  it('reads the card anew on return and keeps what was entered', () => {
    const { desk, effects } = run([
      ...open,
      { kind: 'draft', draft: { note: 'carries it later' } },
      { kind: 'park' },
      { kind: 'resume', index: 0 },
      verdict(2),
    ]);
    expect(reads(effects)).toEqual([1, 2]);
    expect(desk).toMatchObject({
      parked: [],
      serving: { draft: { note: 'carries it later' }, verdict: { token: 'token-2' } },
    });
  });
});

it('whatever happens in whatever order, no token is sent twice without an answer between', () => {
  const any = fc.constantFrom<DeskEvent>(
    scan('A', 0),
    scan('B', 5000),
    verdict(1),
    verdict(2),
    verdict(3),
    { kind: 'give' },
    { kind: 'give', approval: { operator: 'S', secret: 's' } },
    gave('token-1'),
    gave('token-2'),
    refused('token-1', 'needs-approval'),
    { kind: 'done' },
    { kind: 'park' },
    { kind: 'resume', index: 0 },
    { kind: 'answer-waiting', open: true },
    { kind: 'dialog', dialog: 'approval' },
    { kind: 'dialog', dialog: 'not-served' },
    { kind: 'not-served', reason: 'declined', note: '' },
  );
  fc.assert(
    fc.property(fc.array(any, { maxLength: 60 }), (events) => {
      let desk = NEW_DESK;
      const unanswered = new Set<string>();
      for (const event of events) {
        if (event.kind === 'acted') unanswered.delete(event.token);
        const next = step(desk, event);
        for (const token of gives(next.effects)) {
          expect(unanswered.has(token)).toBe(false);
          unanswered.add(token);
        }
        desk = next.desk;
      }
    }),
    { numRuns: 2000 },
  );
});
