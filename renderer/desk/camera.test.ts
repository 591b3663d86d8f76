import { expect, it } from 'vitest';
import type { DeskEvent } from './desk.types.ts';
import { gave, open, run, scan, verdict } from './step.fixture.ts';
import { NEW_DESK } from './base.ts';

const shown = (text: string, atMs: number): DeskEvent => ({ kind: 'scanned', text, via: 'camera', atMs });
const f5: DeskEvent = { kind: 'camera' };

it('is switched on and off on the scan screen', () => {
  expect(run([f5]).desk.camera).toEqual({ told: null });
  expect(run([f5, f5]).desk.camera).toBeNull();
  expect(run([f5, { kind: 'done' }]).desk.camera).toBeNull();
});

it('reads a card as any scanner does, and says that it was the camera', () => {
  const { desk, effects } = run([f5, shown('A', 0), shown('A', 1999)]);
  expect(effects).toEqual([{ kind: 'read', number: 1, source: { kind: 'card', text: 'A', via: 'camera' } }]);
  expect(desk.camera).toEqual({ told: 'A' });
  expect(run([f5, scan('A', 0)]).desk.camera).toEqual({ told: null });
});

it('is wished for again after a person was served, parked or refused', () => {
  for (const events of [
    [verdict(1), { kind: 'give' }, gave('token-1'), { kind: 'time-up', outcomes: 1 }],
    [verdict(1), { kind: 'park' }],
    [verdict(1, { code: 'forged', canGive: false }), { kind: 'done' }],
  ] satisfies DeskEvent[][]) {
    const { desk } = run([f5, shown('A', 0), ...events]);
    expect(desk).toMatchObject({ serving: null, outcome: null, camera: { told: 'A' } });
  }
});

it('leads from any finished screen back to the scan screen', () => {
  const given = run([...open, { kind: 'give' }, gave('token-1'), f5]).desk;
  expect(given).toMatchObject({ outcome: null, camera: { told: null } });
  expect(run([{ kind: 'go', place: 'receipts' }, f5]).desk).toMatchObject({ place: 'desk', camera: { told: null } });
});

it('does not leave somebody who may still be served', () => {
  expect(run([...open, f5]).desk).toMatchObject({ notice: 'finishFirst', camera: null });
  const saving = run([...open, { kind: 'give' }]).desk;
  expect(run([f5], saving).desk).toEqual(saving);
});

it('goes off where another screen is opened, and after a time without a card, which is said', () => {
  expect(run([f5, { kind: 'go', place: 'find' }]).desk.camera).toBeNull();
  expect(run([f5, { kind: 'camera-rest' }]).desk).toMatchObject({ camera: null, notice: 'cameraRested' });
  expect(run([{ kind: 'camera-rest' }]).desk).toEqual(NEW_DESK);
});
