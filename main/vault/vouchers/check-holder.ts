import type { HolderCheck } from '../../../shared/domain/voucher.ts';
import type { HolderView } from '../../../shared/ipc/views.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { append, database, unforeseen, type ServingCycle } from '../session/serving.ts';
import { holderStanding, isRight, voucherPolicy } from './holder.ts';

export type CheckInput = Readonly<{ token: string; by: HolderCheck; answer: string }>;
export type CheckFailure =
  | 'unknown-token'
  | 'no-day-open'
  | 'cannot-be-asked'
  | 'no-tries-left'
  | 'disk-full'
  | 'storage-fault';

/** Holds an answer against what roll or voucher know, and records that it was asked. The right answer is never told. */
export function checkHolder(
  serving: ServingCycle,
  { token, by, answer }: CheckInput,
): Result<HolderView, { code: CheckFailure }> {
  const held = serving.verdicts.find(token);
  if (held?.voucher == null) return err({ code: 'unknown-token' });
  const day = serving.day();
  if (day === null) return err({ code: 'no-day-open' });
  const holder = { voucher: held.voucher, household: held.household };
  const policy = voucherPolicy(serving.cycle.roll);
  const standing = (): HolderView => holderStanding(database(serving), holder, { token, day }, policy);
  const before = standing();
  if (!before.needed.includes(by)) return err({ code: 'cannot-be-asked' });
  if (before.passed.includes(by)) return ok(before);
  if (before.triesLeft === 0) return err({ code: 'no-tries-left' });
  const matched = isRight(by, answer, holder);
  if (matched === undefined) return err({ code: 'cannot-be-asked' });
  const appended = append(serving, {
    t: 'holder_check',
    body: { hid: token, vch: held.voucher.name, by, matched },
    aux: { day },
  });
  return appended.ok ? ok(standing()) : err({ code: unforeseen(appended.error) });
}
