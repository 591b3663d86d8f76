import { z } from 'zod';

/**
 * What was done with one entitlement or voucher, in order of arrival: handed over or captured (its log, seq, and whether nothing
 * remained after it), or that undone (its log and seq), be it reversed at the station or found to be forged.
 */
export const ClaimAct = z.union([
  z.tuple([z.literal('give'), z.int(), z.int(), z.union([z.literal(0), z.literal(1)])]),
  z.tuple([z.literal('undo'), z.int(), z.int()]),
]);
export type ClaimAct = z.infer<typeof ClaimAct>;

/** A hand-over, by its log's number and seq. */
export type Side = Readonly<{ log: number; seq: number }>;
export type Conflict = Readonly<{ first: Side; second: Side }>;

/**
 * The hand-overs and captures of one entitlement or voucher that cannot stand beside each other: those of another log than the first that stands, which
 * could not know of each other, and any that follows in one log upon one that left nothing due. One that was undone stands no
 * more, whichever came first; parts collected at one desk are no conflict.
 */
export function conflictsOf(acts: readonly ClaimAct[]): Conflict[] {
  const undone = new Set(acts.filter(([kind]) => kind === 'undo').map(([, log, seq]) => `${log}/${seq}`));
  const conflicts: Conflict[] = [];
  let first: Side | undefined;
  const complete = new Map<number, Side>();
  for (const act of acts) {
    if (act[0] !== 'give') continue;
    const [, log, seq, done] = act;
    if (undone.has(`${log}/${seq}`)) continue;
    const side = { log, seq };
    first ??= side;
    const before = first.log === log ? complete.get(log) : first;
    if (before !== undefined) conflicts.push({ first: before, second: side });
    if (done === 1 && !complete.has(log)) complete.set(log, side);
  }
  return conflicts;
}
