import { isDeepStrictEqual } from 'node:util';
import type { Household } from '../../../shared/domain/roll.ts';
import type { ApprovalInput, HandoverView } from '../../../shared/ipc/views.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { ActOrdinal } from '../../../shared/wire/entry-types.ts';
import { balances } from '../entitlements/balances.ts';
import { collectable } from '../entitlements/serving-state.ts';
import type { HeldVerdict } from '../desk/held-verdicts.ts';
import type { AppendFailure } from '../ledger/ledger.types.ts';
import { append, database, unforeseen, type ApproveFailure, type ServingCycle } from '../session/serving.ts';
import { readTill } from '../stock/till.ts';
import { handoverStore } from './handovers.store.ts';
import { approvalReason, approvalSubject, approvedBy, benOf, holderOf } from '../vouchers/consent.ts';
import { statesOf } from '../desk/subject.ts';
import { planHandover, type Plan, type PlanFailure, type WantedLine } from './plan.ts';
import { noteAux, noteHash } from './note.ts';
import { handoverAux, type Collector } from './receipt-aux.ts';

export type GiveInput = Readonly<{
  token: string;
  collector: Readonly<{ kind: 'member' | 'proxy' | 'holder'; id: string }>;
  lines: readonly WantedLine[];
  note?: string | undefined;
  approval?: ApprovalInput | undefined;
}>;

export type GiveFailure =
  | PlanFailure
  | ApproveFailure
  | 'already-served'
  | 'changed-since'
  | 'proxy-not-allowed'
  | 'no-day-open'
  | 'needs-approval'
  | 'unknown-token'
  | 'holder-not-checked';
type Given = Result<HandoverView, { code: GiveFailure }>;

/**
 * Hands over what a verdict allowed. The answer is durable: chained, signed and on the disk. The same token answers with the
 * same receipt however often it comes; two verdicts on the same state lead to one hand-over.
 */
export async function give(serving: ServingCycle, input: GiveInput): Promise<Given> {
  const before = givenBefore(serving, input.token);
  if (before !== undefined) return ok(before);
  const ready = prepare(serving, input);
  if (!ready.ok) return ready;
  const { held, household, collector, plan, day } = ready.value;
  const holder = holderOf(serving, held, day);
  if (holder === 'not-checked') return err({ code: 'holder-not-checked' });
  const reason = plan.amountNeedsApproval ? 'amount-above-limit' : approvalReason(held, holder);
  const subject = approvalSubject(input.token, plan.amounts);
  const approved = await approvedBy(serving, input.approval, reason, { act: 'handover', subject });
  if (!approved.ok) return approved;
  const approval = approved.value;

  const { pseudonyms } = serving.cycle;
  const note = noteAux(input.note, serving.random);
  const appended = append(serving, {
    t: 'handover',
    body: {
      day,
      hid: held.token,
      ben: benOf(serving, held),
      via: held.via,
      collector: collector.kind,
      who: pseudonyms.person(collector.person.id),
      lines: [...plan.lines],
      acts: [...plan.acts, ...voucherActs(serving, held, plan)],
      part: plan.part,
      ...(holder === undefined ? {} : { holder: holder.proofs }),
      ...(note === undefined ? {} : { note: noteHash(note) }),
      ...(approval === undefined ? {} : { apv: approval }),
    },
    aux: {
      ...handoverAux(serving, { household, voucher: held.voucher }, collector, plan),
      ...(note === undefined ? {} : { note }),
    },
  });
  if (!appended.ok) return refused(serving, input.token, appended.error);
  return answer(serving, appended.value.entry.seq);
}

/** A voucher that stands for an entitlement is used with it, and used up when that is. */
function voucherActs(serving: ServingCycle, { voucher, entitlement }: HeldVerdict, { acts }: Plan): ActOrdinal[] {
  if (voucher === null || entitlement === null) return [];
  const [, , complete] = acts[0] ?? ['', 0, 0];
  return [[voucher.name, balances(database(serving)).nextOrdinal(voucher.name), complete]];
}

type Ready = Readonly<{
  held: HeldVerdict;
  household: Household | null;
  collector: Collector;
  plan: Plan;
  day: string;
}>;

function prepare(serving: ServingCycle, input: GiveInput): Result<Ready, { code: GiveFailure }> {
  const held = serving.verdicts.find(input.token);
  if (held === undefined || held.forServices) return err({ code: 'unknown-token' });
  const { household, voucher } = held;
  if (household === null && voucher === null) return err({ code: 'unknown-token' });
  const day = serving.day();
  if (day === null) return err({ code: 'no-day-open' });
  if (!held.core.canGive) return err({ code: refusalOf(held) });
  const { roll } = serving.cycle;
  const now = statesOf(serving, held);
  if (!isDeepStrictEqual(held.states, now)) return err({ code: changeOf(now) });

  const collector = findCollector(held, input.collector, roll.policy().proxyCollection);
  if (collector === undefined) return err({ code: 'proxy-not-allowed' });
  const open = collectable(now, serving.certificate.desk, serving.clock.nowMs());
  const parts = voucher === null || held.entitlement !== null || voucher.partial;
  const policy = roll.policy();
  const plan = planHandover(input.lines, open, readTill(database(serving), day, policy), {
    ...policy,
    partCollection: policy.partCollection && parts,
  });
  return plan.ok ? ok({ held, household, collector, plan: plan.value, day }) : err({ code: plan.error });
}

function refusalOf(held: HeldVerdict): GiveFailure {
  const { code, reasons } = held.core;
  if (code === 'already-served' || code === 'out-of-stock' || code === 'limit-reached') return code;
  // The day was opened after the scan: what was due must be shown with what is on hand.
  return reasons.includes('no-day-open') ? 'changed-since' : 'unknown-token';
}

function changeOf(now: HeldVerdict['states']): 'already-served' | 'changed-since' {
  return now.every((state) => state.lines.every((line) => line.given >= line.due)) ? 'already-served' : 'changed-since';
}

function findCollector(
  { household, voucher }: HeldVerdict,
  wanted: GiveInput['collector'],
  proxies: boolean,
): Collector | undefined {
  if (household === null) {
    if (voucher === null || wanted.kind !== 'holder') return undefined;
    const { holder, name, beneficiary } = voucher;
    return { kind: 'holder', person: { id: beneficiary ?? name, name: holder ?? '', relation: '' } };
  }
  if (wanted.kind === 'holder' || (wanted.kind === 'proxy' && !proxies)) return undefined;
  const people = wanted.kind === 'member' ? household.members : household.proxies;
  const person = people.find((one) => one.id === wanted.id);
  return person === undefined ? undefined : { kind: wanted.kind, person };
}

function refused(serving: ServingCycle, token: string, failure: AppendFailure): Given {
  if (failure.code !== 'refused') {
    // The commit may have gone through although it said no; then the receipt stands.
    const recorded = givenBefore(serving, token);
    return recorded === undefined ? err({ code: failure.code }) : ok(recorded);
  }
  const { constraint } = failure;
  if (constraint.startsWith('handover.token')) return answer(serving, givenBefore(serving, token)?.seq ?? -1);
  if (constraint.startsWith('claim.')) return err({ code: 'changed-since' });
  if (constraint.includes('on_hand')) return err({ code: 'out-of-stock' });
  if (constraint.includes('not_more_than_due')) return err({ code: 'more-than-due' });
  return err({ code: unforeseen(failure) });
}

function givenBefore(serving: ServingCycle, token: string): HandoverView | undefined {
  return handoverStore(database(serving), serving.certificate.desk).byToken(token);
}

function answer(serving: ServingCycle, seq: number): Given {
  const view = handoverStore(database(serving), serving.certificate.desk).bySeq(seq);
  if (view === undefined) throw new Error('A hand-over was recorded but not projected');
  return ok(view);
}
