import type { NotServedReason } from '../../../shared/domain/verdict.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { isOwn } from '../entitlements/serving-state.ts';
import { append, unforeseen, type ServingCycle } from '../session/serving.ts';
import { noteAux, noteHash } from './note.ts';
import type { NotServedAux } from './handovers.projector.ts';

export type NotServedInput = Readonly<{ token: string; reason: NotServedReason; note?: string | undefined }>;
export type NotServedFailure = 'unknown-token' | 'no-day-open' | 'already-recorded' | 'disk-full' | 'storage-fault';

/** Somebody came and went without: a signed entry, because programmes strike people off who "did not come". */
export function recordNotServed(
  serving: ServingCycle,
  input: NotServedInput,
): Result<{ seq: number }, { code: NotServedFailure }> {
  const held = serving.verdicts.find(input.token);
  if (held === undefined) return err({ code: 'unknown-token' });
  const day = serving.day();
  if (day === null) return err({ code: 'no-day-open' });
  const note = noteAux(input.note, serving.random);
  const aux: NotServedAux = {
    expected: held.states.some((state) => isOwn(state, serving.certificate.desk)),
    ...(note === undefined ? {} : { note }),
  };
  const appended = append(serving, {
    t: 'not_served',
    body: {
      day,
      nid: held.token,
      ...(held.household === null ? {} : { ben: serving.cycle.pseudonyms.household(held.household.id) }),
      verdict: held.core.code,
      reason: input.reason,
      ...(note === undefined ? {} : { note: noteHash(note) }),
    },
    aux,
  });
  if (appended.ok) return ok({ seq: appended.value.entry.seq });
  const failure = appended.error;
  if (failure.code === 'refused' && failure.constraint.startsWith('not_served.token'))
    return err({ code: 'already-recorded' });
  return err({ code: unforeseen(failure) });
}
