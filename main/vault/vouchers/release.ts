import type { ReleaseReason } from '../../../shared/domain/voucher.ts';
import type { ApprovalInput } from '../../../shared/ipc/views.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Approval } from '../../../shared/wire/entry-types.ts';
import { append, database, unforeseen, type ApproveFailure, type Serving } from '../session/serving.ts';
import { balances } from '../entitlements/balances.ts';

export type ReleaseInput = Readonly<{ of: number; reason: ReleaseReason; approval?: ApprovalInput | undefined }>;
export type ReleaseFailure =
  | ApproveFailure
  | 'needs-approval'
  | 'not-found'
  | 'no-day-open'
  | 'already-released'
  | 'already-claimed';

type Target = Readonly<{ voucher: string; operator: string; ended: number | null }>;

/**
 * Ends a hold with nothing captured, or takes a capture back, which a supervisor signs. Either way the voucher has again what it
 * had before.
 */
export async function release(
  serving: Serving,
  { of, reason, approval: input }: ReleaseInput,
): Promise<Result<{ seq: number }, { code: ReleaseFailure }>> {
  const day = serving.day();
  if (day === null) return err({ code: 'no-day-open' });
  const db = database(serving);
  const find = (table: string, ended: string): Target | undefined =>
    db.prepare(`SELECT voucher, operator, ${ended} AS ended FROM ${table} WHERE seq = ?`).get<Target>([of]);
  const captured = find('voucher_capture', 'released_by');
  const target = captured ?? find('voucher_hold', 'ended_by');
  if (target === undefined) return err({ code: 'not-found' });
  if (target.ended !== null) return err({ code: 'already-released' });
  let approval: Approval | undefined;
  if (captured !== undefined) {
    if (input === undefined) return err({ code: 'needs-approval' });
    const approved = await serving.approve(input, { act: 'release', subject: String(of), reason }, captured.operator);
    if (!approved.ok) return err({ code: approved.error });
    approval = approved.value;
  }
  const appended = append(serving, {
    t: 'release',
    body: {
      day,
      of,
      vch: target.voucher,
      reason,
      acts: [[target.voucher, balances(db).nextOrdinal(target.voucher), 0]],
      ...(approval === undefined ? {} : { apv: approval }),
    },
  });
  if (appended.ok) return ok({ seq: appended.value.entry.seq });
  const failure = appended.error;
  if (failure.code === 'refused' && /voucher_release\.|claim\./.test(failure.constraint))
    return err({ code: 'already-released' });
  // A trigger of the table guards what was claimed (migration 0012).
  if (failure.code === 'refused' && failure.constraint.includes('claimed captures stand'))
    return err({ code: 'already-claimed' });
  return err({ code: unforeseen(failure) });
}
