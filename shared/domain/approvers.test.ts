import fc from 'fast-check';
import { expect, test } from 'vitest';
import { approversOf } from './approvers.ts';

const id = fc.constantFrom('A', 'B', 'C');
const asked = fc.tuple(
  fc.constantFrom('handover', 'void', 'day_close'),
  fc.uniqueArray(id),
  fc.array(fc.oneof(id, fc.constant(undefined)), { maxLength: 2 }),
  fc.boolean(),
);

test('nobody signs for himself where another supervisor is known, and alone only where that is allowed', () => {
  fc.assert(
    fc.property(asked, ([kind, supervisors, actors, declared]) => {
      const { ids, sole } = approversOf(kind, supervisors, actors, declared);
      for (const one of ids) expect(supervisors).toContain(one);
      if (sole) {
        expect(supervisors).toHaveLength(1);
        expect(actors).toContain(ids[0]);
        expect(declared || kind === 'day_close').toBe(true);
      } else {
        expect(ids).toEqual(supervisors.filter((one) => !actors.includes(one)));
      }
    }),
  );
});

test('the close of a day is never out of reach of a lonely supervisor', () => {
  expect(approversOf('day_close', ['A'], ['A'], false)).toEqual({ ids: ['A'], sole: true });
  expect(approversOf('void', ['A'], ['A'], false)).toEqual({ ids: [], sole: false });
});
