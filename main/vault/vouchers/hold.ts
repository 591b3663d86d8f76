import type { ApprovalInput, HoldView } from '../../../shared/ipc/views.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Amount } from '../../../shared/wire/entry-types.ts';
import { noteAux, noteHash } from '../handovers/note.ts';
import { append, database, type ApproveFailure, type ServingCycle } from '../session/serving.ts';
import { approvalReason, approvalSubject, approvedBy, benOf } from './consent.ts';
import { usable, refusedUse, voucherAux, type UseFailure } from './use.ts';
import { storeOf } from './voucher-view.ts';
import { standingOf } from './voucher-state.ts';

export type HoldInput = Readonly<{
  token: string;
  note?: string | undefined;
  approval?: ApprovalInput | undefined;
}>;
export type HoldFailure = UseFailure | ApproveFailure | 'needs-approval';

/**
 * Sets all that a voucher still has aside, as at a patient's admission. Durable when it answers; the same token answers with the
 * same hold however often it comes.
 */
export async function hold(serving: ServingCycle, input: HoldInput): Promise<Result<HoldView, { code: HoldFailure }>> {
  const before = storeOf(serving).holdByToken(input.token);
  if (before !== undefined) return ok(before);
  const ready = usable(serving, input.token);
  if (!ready.ok) return ready;
  const { held, voucher, day, holder, account, remainingMinor, nextOrdinal } = ready.value;
  if (standingOf(database(serving), voucher.name).hold !== null) return err({ code: 'changed-since' });
  const amount: Amount = [account, remainingMinor];
  const approval = await approvedBy(serving, input.approval, approvalReason(held, holder), {
    act: 'hold',
    subject: approvalSubject(input.token, [amount]),
  });
  if (!approval.ok) return approval;
  const note = noteAux(input.note, serving.random);
  const appended = append(serving, {
    t: 'hold',
    body: {
      day,
      hid: held.token,
      vch: voucher.name,
      ben: benOf(serving, held),
      holder: holder.proofs,
      amount,
      acts: [[voucher.name, nextOrdinal, 0]],
      ...(note === undefined ? {} : { note: noteHash(note) }),
      ...(approval.value === undefined ? {} : { apv: approval.value }),
    },
    aux: voucherAux(serving, ready.value, [], note),
  });
  const recorded = storeOf(serving).holdByToken(input.token);
  // A commit may have gone through although it said no.
  if (recorded !== undefined) return ok(recorded);
  if (appended.ok) throw new Error('A hold was recorded but not projected');
  return refusedUse(appended.error);
}
