import type { HolderProof } from '../../../shared/domain/voucher.ts';
import type { ApprovalInput } from '../../../shared/ipc/views.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Amount, Approval } from '../../../shared/wire/entry-types.ts';
import type { HeldVerdict } from '../desk/held-verdicts.ts';
import { database, type ApprovedAct, type ApproveFailure, type ServingCycle } from '../session/serving.ts';
import { holderProofs, holderStanding, isSatisfied, voucherPolicy } from './holder.ts';

/** How sure it is that a voucher is its holder's, in an act that uses it. */
export type Holding = Readonly<{ proofs: HolderProof[]; witness: boolean }>;

/** Undefined where no voucher is used; `not-checked` where a question is still to be put. */
export function holderOf(serving: ServingCycle, held: HeldVerdict, day: string): Holding | 'not-checked' | undefined {
  const { voucher, household, token } = held;
  if (voucher === null) return undefined;
  const holder = { voucher, household };
  const standing = holderStanding(database(serving), holder, { token, day }, voucherPolicy(serving.cycle.roll));
  if (!isSatisfied(standing) && !standing.witnessNeeded) return 'not-checked';
  return { proofs: holderProofs(holder, standing), witness: standing.witnessNeeded };
}

/** Reasons that hold whatever part of the entitlement is handed over. */
const STANDING: ReadonlySet<string> = new Set([
  'roll-too-old',
  'lookups-above-limit',
  'status-list-old',
  'status-list-missing',
  'clock-behind',
  'voucher-differs',
  'code-not-signed',
  'claims-not-signed',
]);

/** For what a supervisor has to answer, if for anything. */
export function approvalReason({ core }: HeldVerdict, holder: Holding | undefined): string | undefined {
  const standing = core.approvalNeeded ? core.reasons.find((reason) => STANDING.has(reason)) : undefined;
  return standing ?? (holder?.witness === true ? 'holder-witnessed' : undefined);
}

/** What the approver's signature names: this verdict and exactly these amounts. */
export function approvalSubject(token: string, amounts: readonly Amount[]): string {
  return [token, ...amounts.map(([account, quantity]) => `${account}=${quantity}`)].join(' ');
}

/** The approval where one is needed; undefined where none is. */
export async function approvedBy(
  serving: ServingCycle,
  input: ApprovalInput | undefined,
  reason: string | undefined,
  act: Omit<ApprovedAct, 'reason'>,
): Promise<Result<Approval | undefined, { code: ApproveFailure | 'needs-approval' }>> {
  if (reason === undefined) return ok(undefined);
  if (input === undefined) return err({ code: 'needs-approval' });
  const approved = await serving.approve(input, { ...act, reason });
  return approved.ok ? approved : err({ code: approved.error });
}

/** The pseudonym of whom an act is for: the household, or whom the voucher names, or the voucher alone. */
export function benOf({ cycle }: ServingCycle, { household, voucher }: HeldVerdict): string {
  const named = household?.id ?? voucher?.beneficiary ?? voucher?.name ?? '';
  return cycle.pseudonyms.household(named);
}
