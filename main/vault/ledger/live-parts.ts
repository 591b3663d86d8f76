import type { Result } from '../../../shared/result.ts';
import { closeQuietly } from '../store/close.ts';
import { assertDurable } from '../store/open-database.ts';
import type { OpenLedgerFailure, Parts, Pending } from './open-parts.ts';

/** The open files of a ledger, which are opened again after an error. */
export type LiveParts = Readonly<{
  /** Never keep them: another call may have opened them again. */
  now: () => Parts;
  /** False where the files could not be opened again after an error and still cannot be. */
  revive: () => boolean;
  /** False after an error that nobody has mended yet. */
  isUsable: () => boolean;
  /** To be called after a commit, with what it changed. */
  advance: (changes: Pick<Parts, 'tree' | 'leaf' | 'newest'>) => void;
  /** Opens the files again after an append whose outcome is open: whether the entry is recorded after all. */
  settle: (pending: Pending) => boolean;
  takeReplayed: () => readonly number[];
}>;

export function liveParts(
  first: Parts,
  open: (pending: Pending | undefined) => Result<Parts, OpenLedgerFailure>,
): LiveParts {
  let parts = first;
  let replayed: number[] = [...first.replayed];
  let pending: Pending | undefined;
  let stale = false;
  let durable = false;

  function reopen(): boolean {
    closeQuietly(parts.journal);
    closeQuietly(parts.db);
    const again = open(pending);
    stale = !again.ok;
    durable = false;
    if (!again.ok) return false;
    parts = again.value;
    replayed.push(...parts.replayed);
    return true;
  }

  return {
    now: () => parts,
    isUsable: () => !stale,
    revive() {
      if (!stale) return true;
      if (!reopen()) return false;
      // Its append answered with a failure, yet it is recorded: somebody has to be told.
      if (pending !== undefined && parts.pendingHeld) replayed.push(pending.appended.entry.seq);
      pending = undefined;
      return true;
    },
    advance(changes) {
      parts = { ...parts, ...changes };
      // Only the first write of a connection shows whether the driver kept to what it was told.
      if (!durable) assertDurable(parts.db);
      durable = true;
    },
    settle(unsure) {
      pending = unsure;
      if (!reopen()) return false;
      pending = undefined;
      return parts.pendingHeld;
    },
    takeReplayed() {
      const told = replayed;
      replayed = [];
      return told;
    },
  };
}
