import type { Entitlement, Household } from '../../../shared/domain/roll.ts';
import type { Verdict } from '../../../shared/ipc/views.ts';
import { decide, type CardFacts, type Facts } from '../entitlements/verdict.ts';
import { handoverStore, type HandoverStore } from '../handovers/handovers.store.ts';
import { lookupsAboveLimit } from '../lookups/lookups.store.ts';
import { database, type ServingCycle } from '../session/serving.ts';
import { readTill } from '../stock/till.ts';
import { redeemingOf } from '../vouchers/redeeming.ts';
import { standsFor, type Voucher } from '../vouchers/voucher.ts';
import { decideVoucher, type Redeeming } from '../vouchers/voucher-verdict.ts';
import { voucherView } from '../vouchers/voucher-view.ts';
import type { HeldVerdict } from './held-verdicts.ts';
import { dueLines, householdView } from './household-view.ts';
import { statesOf, type Subject } from './subject.ts';

const HOUR_MS = 3_600_000;

/** What a scan or look-up leads to. */
export type Presented = Readonly<{ household: string | null; entitlement: string | null; voucher: Voucher | null }>;
export const NOTHING: Presented = { household: null, entitlement: null, voucher: null };

/** The verdict on what was presented, remembered so that an act can follow it. Writes nothing. */
export function judge(serving: ServingCycle, card: CardFacts, presented: Presented, via: HeldVerdict['via']): Verdict {
  const { cycle, certificate, clock } = serving;
  const { roll } = cycle;
  const db = database(serving);
  const household = presented.household === null ? undefined : roll.householdById(presented.household);
  const { voucher, stands, redeeming } = redeemed(serving, presented.voucher, household);
  const subject: Subject = {
    household: household ?? null,
    entitlement: stands?.id ?? presented.entitlement,
    voucher,
  };
  const states = statesOf(serving, subject);
  const policy = roll.policy();
  const day = serving.day();
  const nowMs = clock.nowMs();
  const facts: Facts = {
    nowMs,
    site: certificate.site,
    desk: certificate.desk,
    card,
    household:
      household === undefined ? null : { blocked: household.status === 'blocked', note: (household.note ?? '') !== '' },
    entitlements: states,
    till: day === null ? null : readTill(db, day, policy),
    partCollection: policy.partCollection && (voucher === null || stands !== undefined || voucher.partial),
    approvalAboveMinor: policy.approvalAboveMinor,
    rollTooOld: nowMs - roll.manifest().issuedAtMs > policy.maxRollAgeHours * HOUR_MS,
    lookupsAboveLimit: lookupsAboveLimit(db, serving.operator.id, nowMs, policy.lookupsPerHour),
  };
  const core =
    redeeming !== undefined && card.kind === 'credential'
      ? decideVoucher({ ...facts, card }, redeeming)
      : decide(facts);
  const held = serving.verdicts.hold({ ...subject, core, via, states, forServices: redeeming?.forServices === true });
  return showVerdict(serving, held);
}

type Redeemed = Readonly<{
  voucher: Voucher | null;
  stands?: Entitlement | undefined;
  redeeming?: Redeeming;
}>;

/** The voucher as far as it can be redeemed: one that promises nothing and is the paper of nothing only says who somebody is. */
function redeemed(serving: ServingCycle, voucher: Voucher | null, household: Household | undefined): Redeemed {
  if (voucher === null) return { voucher };
  const due = household === undefined ? [] : serving.cycle.roll.entitlementsOf(household.id);
  const stands = due.find((one) => standsFor(voucher, one));
  const redeeming = redeemingOf(serving, voucher, stands);
  const isGood = stands !== undefined || voucher.lines.length > 0 || redeeming.elsewhere.length > 0;
  return isGood ? { voucher, stands, redeeming } : { voucher: null };
}

function showVerdict(serving: ServingCycle, held: HeldVerdict): Verdict {
  const { core, household, states, token } = held;
  const { cycle, certificate } = serving;
  return {
    ...core,
    reasons: [...core.reasons],
    token,
    household: household === null ? null : householdView(household, cycle.roll, core.canGive),
    voucher: held.voucher === null ? null : voucherView(serving, held, held.voucher),
    due: dueLines(states),
    earlier: earlierOf(handoverStore(database(serving), certificate.desk), serving, held),
  };
}

/** What the household collected in this cycle, or what was handed over on the voucher whenever that was. */
function earlierOf(
  store: HandoverStore,
  { cycle }: ServingCycle,
  { household, voucher, entitlement }: HeldVerdict,
): Verdict['earlier'] {
  if (voucher !== null && entitlement === null) return store.ofVoucher(voucher.name);
  if (household === null) return [];
  return store.ofHousehold(cycle.pseudonyms.household(household.id), cycle.roll.manifest().cycle);
}
