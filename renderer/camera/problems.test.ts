import { expect, it } from 'vitest';
import { mayHealByPlugging, problemOf } from './problems.ts';

it.each([
  ['NotFoundError', 'camera-missing'],
  ['OverconstrainedError', 'camera-missing'],
  ['NotAllowedError', 'camera-refused'],
  ['SecurityError', 'camera-refused'],
  ['NotReadableError', 'camera-in-use'],
  ['AbortError', 'camera-in-use'],
  ['', 'camera-in-use'],
] as const)('%s means %s', (name, problem) => {
  expect(problemOf(name)).toBe(problem);
});

it('waits for a plug only where one is missing', () => {
  expect(['camera-missing', 'camera-lost', 'camera-refused'].map((one) => mayHealByPlugging(one as never))).toEqual([
    true,
    true,
    false,
  ]);
});
