import { expect, test } from 'vitest';
import type { PrinterSettings, PrinterState } from '../../shared/ipc/views.ts';
import { PrinterWatch } from './printer-watch.ts';

const printer: PrinterSettings = { host: '192.0.2.7', port: 9100, columns: 48, mode: 'auto' };

/** A watch whose time passes when the test says so. `answers` are given in turn; the last one stays. */
function watched(answers: (PrinterState | undefined)[]) {
  const pauses: number[] = [];
  const asked: PrinterSettings[] = [];
  let settings: PrinterSettings | null = printer;
  let next: (() => void) | undefined;
  const watch = new PrinterWatch({
    settings: () => settings,
    look: (at) => {
      asked.push(at);
      return Promise.resolve(answers.length > 1 ? answers.shift() : answers[0]);
    },
    later: (work, ms) => {
      pauses.push(ms);
      next = work;
      return () => (next = undefined);
    },
  });
  const settle = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    pauses,
    asked,
    watch,
    settle,
    set: (to: PrinterSettings | null) => (settings = to),
    waits: () => next !== undefined,
    pass: async (times = 1): Promise<void> => {
      for (let time = 0; time < times; time++) {
        const work = next;
        next = undefined;
        work?.();
        await settle();
      }
    },
  };
}

test('a printer at work is asked every ten seconds, one in trouble or busy every three', async () => {
  const { watch, pass, pauses, settle } = watched([
    'ready',
    'paper-low',
    'paper-out',
    'cover-open',
    'fault',
    undefined,
    'ready',
  ]);
  watch.notice();
  await settle();
  await pass(6);
  expect(pauses).toEqual([10_000, 10_000, 3000, 3000, 3000, 3000, 10_000]);
});

test('one that is off is looked for less and less often, and at the usual pace once it is back', async () => {
  const off = Array.from({ length: 7 }, () => 'no-answer' as const);
  const { watch, pass, pauses, settle } = watched([...off, 'ready', 'no-answer']);
  watch.notice();
  await settle();
  await pass(8);
  expect(pauses).toEqual([6000, 12_000, 24_000, 48_000, 60_000, 60_000, 60_000, 10_000, 6000]);
});

test('other settings are looked at at once, the same ones not; without a printer nothing is', async () => {
  const { watch, set, asked, settle, waits } = watched(['no-answer']);
  watch.notice();
  await settle();
  watch.notice();
  await settle();
  expect(asked).toEqual([printer]);
  const other = { ...printer, host: '192.0.2.8' };
  set(other);
  watch.notice();
  await settle();
  expect(asked).toEqual([printer, other]);
  set(null);
  watch.notice();
  await settle();
  expect(asked).toHaveLength(2);
  expect(waits()).toBe(false);
});

test('a question under way has no follow-up after the end', async () => {
  const { watch, settle, waits } = watched(['ready']);
  watch.notice();
  watch.stop();
  await settle();
  expect(waits()).toBe(false);
});
