import type { ReversalReason } from '../../../shared/domain/verdict.ts';
import type { ApprovalInput, HandoverView } from '../../../shared/ipc/views.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { ActOrdinal, EntryBodies } from '../../../shared/wire/entry-types.ts';
import { balances } from '../entitlements/balances.ts';
import { append, database, unforeseen, type ApproveFailure, type Serving } from '../session/serving.ts';
import { handoverStore } from './handovers.store.ts';

export type ReverseInput = Readonly<{ seq: number; reason: ReversalReason; approval: ApprovalInput }>;
export type ReverseFailure = ApproveFailure | 'not-found' | 'already-reversed' | 'no-day-open';

/**
 * Takes a hand-over back: a new entry linked to it, signed by a supervisor's own key. Goods and cash are on hand again in
 * the day that is open now, and the entitlement can be collected again. Never twice.
 */
export async function reverse(
  serving: Serving,
  input: ReverseInput,
): Promise<Result<HandoverView, { code: ReverseFailure }>> {
  const day = serving.day();
  if (day === null) return err({ code: 'no-day-open' });
  const store = handoverStore(database(serving), serving.certificate.desk);
  const handover = store.bySeq(input.seq);
  if (handover === undefined) return err({ code: 'not-found' });
  if (handover.reversedBy !== null) return err({ code: 'already-reversed' });
  const approval = await serving.approve(
    input.approval,
    { act: 'void', subject: String(input.seq), reason: input.reason },
    handover.operator,
  );
  if (!approval.ok) return err({ code: approval.error });

  const lines = store.lines(input.seq);
  const body: EntryBodies['void'] = {
    day,
    of: input.seq,
    ben: pseudonymOf(serving, input.seq),
    reason: input.reason,
    lines,
    acts: nextActs(serving, input.seq),
    apv: approval.value,
  };
  const appended = append(serving, { t: 'void', body });
  if (!appended.ok) {
    const failure = appended.error;
    if (failure.code === 'refused' && /reversal\.of_seq|claim\./.test(failure.constraint))
      return err({ code: 'already-reversed' });
    return err({ code: unforeseen(failure) });
  }
  const view = handoverStore(database(serving), serving.certificate.desk).bySeq(input.seq);
  if (view === undefined) throw new Error('A reversed hand-over vanished');
  return ok(view);
}

function pseudonymOf(serving: Serving, seq: number): string {
  const ben = database(serving).prepare('SELECT ben FROM handover WHERE seq = ?', { pluck: true }).get([seq]);
  if (typeof ben !== 'string') throw new Error('A hand-over without a household');
  return ben;
}

/** After a reversal something is due again, so no act of it completes its entitlement or voucher. */
function nextActs(serving: Serving, of: number): ActOrdinal[] {
  const db = database(serving);
  const { nextOrdinal } = balances(db);
  return db
    .prepare('SELECT entitlement FROM claim WHERE seq = ?', { pluck: true })
    .all<string>([of])
    .map((name) => [name, nextOrdinal(name), 0]);
}
