import { z } from 'zod';
import { HolderCheck, ReleaseReason } from '../domain/voucher.ts';
import { command } from './kinds.ts';
import { ApprovalInput } from './views.ts';
import { CaptureView, HolderView, HoldView } from './voucher-views.ts';

const Id = z.string().min(1).max(64);
const Note = z.string().max(280);
const WRITE = ['disk-full', 'storage-fault', 'locked'] as const;
const APPROVAL = ['needs-approval', 'approval-refused', 'approver-locked-out'] as const;
const USING = ['unknown-token', 'no-day-open', 'changed-since', 'already-served', 'holder-not-checked'] as const;

/** Vouchers at a provider's desk: held at admission, captured at discharge, released where the patient leaves. */
export const voucherContract = {
  /** One answer of the holder, recorded whatever it is. `photo`: `yes` or `no`, the clerk's own judgement. */
  checkHolder: command(
    z.object({ token: Id, by: HolderCheck, answer: z.string().trim().min(1).max(120) }),
    HolderView,
    [...WRITE, 'unknown-token', 'no-day-open', 'cannot-be-asked', 'no-tries-left'],
  ),
  hold: command(z.object({ token: Id, note: Note.optional(), approval: ApprovalInput.optional() }), HoldView, [
    ...WRITE,
    ...APPROVAL,
    ...USING,
  ]),
  capture: command(
    z.object({
      token: Id,
      services: z
        .array(
          z.object({
            code: Id,
            quantity: z.int().min(1).max(10_000),
            /** For all of them together. */
            amountMinor: z.int().min(1).max(Number.MAX_SAFE_INTEGER),
          }),
        )
        .min(1)
        .max(50),
      note: Note.optional(),
      approval: ApprovalInput.optional(),
    }),
    CaptureView,
    [...WRITE, ...APPROVAL, ...USING, 'unknown-service', 'above-ceiling', 'more-than-due'],
  ),
  /** `of`: a hold, or with an approval a capture that no claim was made for. */
  release: command(
    z.object({ of: z.int(), reason: ReleaseReason, approval: ApprovalInput.optional() }),
    z.object({ seq: z.int() }),
    [...WRITE, ...APPROVAL, 'not-found', 'no-day-open', 'already-released', 'already-claimed'],
  ),
  /** Oldest first. */
  openHolds: command(z.void(), z.object({ holds: z.array(HoldView) }), ['locked']),
  /** Newest first, those before an entry. */
  captures: command(
    z.object({ before: z.int().optional(), text: z.string().max(64).optional() }),
    z.object({ captures: z.array(CaptureView), more: z.boolean() }),
    ['locked'],
  ),
} as const;
