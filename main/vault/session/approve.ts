import { approversOf } from '../../../shared/domain/approvers.ts';
import { err, ok } from '../../../shared/result.ts';
import { toBase64Url } from '../../../shared/wire/bytes.ts';
import { canonicalBytes } from '../../../shared/wire/canonical.ts';
import { PAYLOAD_TYPE } from '../../../shared/wire/documents.ts';
import { preAuthenticationEncoding } from '../../../shared/wire/dsse.ts';
import type { Keyslots } from '../crypto/keyslots.ts';
import { signerOf } from '../crypto/ed25519.ts';
import { operatorKey } from '../operators/operators.store.ts';
import type { Approval } from '../../../shared/wire/entry-types.ts';
import { append, database, unforeseen, type Approve, type ApprovedAct, type Serving } from './serving.ts';

/** What an approver signs, as DSSE of type `approval` over canonical bytes. `sole` as in the entry's approval. */
export function approvalStatement(origin: string, by: string, act: ApprovedAct & Pick<Approval, 'sole'>): Uint8Array {
  return canonicalBytes({ v: 1, log: origin, by, ...act });
}

/**
 * Opens a supervisor's own key with the secret typed at the desk and signs. Who may is for `approversOf` to say. Every refused
 * secret is an entry at once.
 */
export function createApprove(parts: Readonly<{ keyslots: Keyslots; origin: string }>) {
  const { keyslots, origin } = parts;
  return async (serving: Serving, ...[input, act, doneBy]: Parameters<Approve>): ReturnType<Approve> => {
    const supervisors = keyslots.list().filter((one) => one.role === 'supervisor');
    const slot = supervisors.find((one) => one.id === input.operator);
    const approvers = approversOf(
      act.act,
      supervisors.map(({ id }) => id),
      [serving.operator.id, doneBy],
      serving.cycle?.roll.policy().soleSupervisor === true,
    );
    if (slot === undefined || !approvers.ids.includes(slot.id)) return err('approval-refused');
    const opened = await keyslots.unlock(slot.id, input.secret);
    if (!opened.ok) {
      const { code } = opened.error;
      if (code === 'disk-full' || code === 'storage-fault') return err(code);
      const told = tellRefusals(serving, keyslots);
      if (told !== undefined) return err(told);
      return err(code === 'locked-out' ? 'approver-locked-out' : 'approval-refused');
    }
    const signer = signerOf(opened.value.operatorSeed);
    const key = Buffer.from(signer.publicKey).toString('hex');
    opened.value.operatorSeed.fill(0);
    opened.value.stationKey.fill(0);
    // A key that no entry names proves nothing to an auditor.
    if (operatorKey(database(serving), slot.id) !== key) return err('approval-refused');
    const sole = approvers.sole ? ({ sole: true } as const) : {};
    const message = preAuthenticationEncoding(
      PAYLOAD_TYPE.approval,
      approvalStatement(origin, slot.id, { ...act, ...sole }),
    );
    return ok({ by: slot.id, key, reason: act.reason, ...sole, sig: toBase64Url(signer.sign(message)) });
  };
}

/** Writes the refused sign-ins that could not be written while the station was locked. A failure leaves them for next time. */
export function tellRefusals(serving: Serving, keyslots: Keyslots): 'disk-full' | 'storage-fault' | undefined {
  const waiting = keyslots.unreported();
  if (waiting.length === 0) return undefined;
  for (const { who, refused, lockedOut } of waiting) {
    const outcomes = [
      ...Array.from({ length: Math.min(refused, MOST_TOLD) }, () => 'refused' as const),
      ...Array.from({ length: Math.min(lockedOut, MOST_TOLD) }, () => 'locked-out' as const),
    ];
    for (const outcome of outcomes) {
      const appended = append(serving, { t: 'unlock', body: { who, outcome } });
      if (!appended.ok) return unforeseen(appended.error);
    }
  }
  const cleared = keyslots.reported();
  return cleared.ok ? undefined : cleared.error;
}

/** A key held down must not flood the log: beyond this the number says no more. */
const MOST_TOLD = 20;
