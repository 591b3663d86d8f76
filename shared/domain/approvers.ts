import type { ApprovedKind } from '../wire/entry-types.ts';

/** Who may sign for an act besides whoever does it; `sole` where that is the one who does it, for want of anybody else. */
export type Approvers = Readonly<{ ids: readonly string[]; sole: boolean }>;

/**
 * The one rule of approvals: a supervisor who has no part in the act. Where the site has a single supervisor, who does it
 * himself, his own second signature stands and the entry says so: for hand-overs and reversals only where the policy declares
 * it, for the close of a day always, since a day that nobody can close would hold up everything after it.
 *
 * @param supervisors Ids of all supervisors that the station knows.
 * @param actors Ids of all whose act it is: the one signed in, and whoever did what is taken back.
 */
export function approversOf(
  kind: ApprovedKind,
  supervisors: readonly string[],
  actors: readonly (string | undefined)[],
  soleSupervisor: boolean,
): Approvers {
  const others = supervisors.filter((id) => !actors.includes(id));
  if (others.length > 0) return { ids: others, sole: false };
  return supervisors.length === 1 && (soleSupervisor || kind === 'day_close')
    ? { ids: supervisors, sole: true }
    : { ids: [], sole: false };
}
