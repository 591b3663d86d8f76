import { expect, it } from 'vitest';
import { isDue, NEW_PACE } from './pace.ts';

it('takes the first picture at once, one at a time and at most twelve and a half a second', () => {
  expect(isDue(NEW_PACE, 0)).toBe(true);
  expect(isDue({ takenAtMs: 0, busy: true }, 60_000)).toBe(false);
  expect(isDue({ takenAtMs: 0, busy: false }, 79)).toBe(false);
  expect(isDue({ takenAtMs: 0, busy: false }, 80)).toBe(true);
});
