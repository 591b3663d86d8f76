import type { Service } from '../../../shared/domain/trust-list.ts';
import type { ApprovalInput, CaptureView } from '../../../shared/ipc/views.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Amount } from '../../../shared/wire/entry-types.ts';
import { noteAux, noteHash } from '../handovers/note.ts';
import { append, database, type ApproveFailure, type ServingCycle } from '../session/serving.ts';
import { approvalReason, approvalSubject, approvedBy, benOf } from './consent.ts';
import { planCapture, type CaptureFault, type WantedService } from './plan-capture.ts';
import { usable, refusedUse, voucherAux, type UseFailure } from './use.ts';
import { storeOf } from './voucher-view.ts';
import { standingOf } from './voucher-state.ts';

export type CaptureInput = Readonly<{
  token: string;
  services: readonly WantedService[];
  note?: string | undefined;
  approval?: ApprovalInput | undefined;
}>;
export type CaptureFailure = UseFailure | ApproveFailure | CaptureFault | 'needs-approval';

/**
 * Records the services given on a voucher, which ends its hold if there is one. Durable when it answers; the same token answers
 * with the same capture however often it comes.
 */
export async function capture(
  serving: ServingCycle,
  input: CaptureInput,
): Promise<Result<CaptureView, { code: CaptureFailure }>> {
  const before = storeOf(serving).captureByToken(input.token);
  if (before !== undefined) return ok(before);
  const ready = usable(serving, input.token);
  if (!ready.ok) return ready;
  const { held, voucher, provider, day, holder, account, remainingMinor, nextOrdinal } = ready.value;
  const plan = planCapture(input.services, {
    offered: provider.services,
    account,
    remainingMinor,
    partial: voucher.partial,
  });
  if (!plan.ok) return err({ code: plan.error });
  const { services, totalMinor, complete } = plan.value;
  const amount: Amount = [account, totalMinor];
  const approval = await approvedBy(serving, input.approval, approvalReason(held, holder), {
    act: 'capture',
    subject: approvalSubject(input.token, [amount]),
  });
  if (!approval.ok) return approval;
  const { hold } = standingOf(database(serving), voucher.name);
  const note = noteAux(input.note, serving.random);
  const used: Service[] = provider.services.filter(({ code }) => services.some(([one]) => one === code));
  const appended = append(serving, {
    t: 'capture',
    body: {
      day,
      hid: held.token,
      vch: voucher.name,
      ben: benOf(serving, held),
      holder: holder.proofs,
      ...(hold === null ? {} : { of: hold }),
      services: [...services],
      amount,
      acts: [[voucher.name, nextOrdinal, complete]],
      ...(note === undefined ? {} : { note: noteHash(note) }),
      ...(approval.value === undefined ? {} : { apv: approval.value }),
    },
    aux: voucherAux(serving, ready.value, used, note),
  });
  const recorded = storeOf(serving).captureByToken(input.token);
  if (recorded !== undefined) return ok(recorded);
  if (appended.ok) throw new Error('A capture was recorded but not projected');
  return refusedUse(appended.error);
}
