import type { Till } from '../entitlements/availability.ts';
import { decide, refuse, type CardFacts, type Facts, type VerdictCore } from '../entitlements/verdict.ts';

/** What is known of a voucher beside the facts that every verdict rests on. */
export type Redeeming = Readonly<{
  /** Names of the providers it is for, where this desk is none of them; else empty. */
  elsewhere: readonly string[];
  spent: boolean;
  held: boolean;
  forServices: boolean;
  /** It promises something else than the entitlement of the roll that it stands for. */
  differs: boolean;
  onlyRoll: boolean;
}>;

type VoucherCard = Extract<CardFacts, { kind: 'credential' }>;

/**
 * The verdict on a genuine voucher: whether it is for this desk, used, set aside; then the rules that hold for whatever is due,
 * with the voucher (or the entitlement that it stands for) as what is due.
 */
export function decideVoucher(facts: Facts & { card: VoucherCard }, redeeming: Redeeming): VerdictCore {
  const { elsewhere, spent, held, forServices, differs, onlyRoll } = redeeming;
  if (elsewhere.length > 0) return refuse('wrong-site', 'voucher-other-provider', { site: elsewhere.join(', ') });
  if (spent) return refuse('already-served', 'voucher-used');
  const { card, till } = facts;
  const core = decide({
    ...facts,
    card: { ...card, voucher: false, approval: card.approval ?? (differs ? 'voucher-differs' : null) },
    household: facts.household ?? (onlyRoll ? null : UNKNOWN),
    // Services leave neither stock nor cash box, and no limit of the cash box holds for them.
    ...(forServices ? { till: till === null ? null : boundless(facts), approvalAboveMinor: {} } : {}),
  });
  if (!held || !core.canGive) return core;
  return {
    ...core,
    code: core.code === 'needs-approval' ? core.code : 'attention',
    reasons: ['voucher-on-hold', ...core.reasons],
    // Goods would leave what was set aside with nothing.
    canGive: forServices,
  };
}

const UNKNOWN = { blocked: false, note: false } as const;

function boundless({ entitlements }: Pick<Facts, 'entitlements'>): Till {
  const accounts = entitlements.flatMap(({ lines }) => lines.map(({ account }) => account));
  return { onHand: new Map(accounts.map((account) => [account, Number.MAX_SAFE_INTEGER])), dayLimitLeft: new Map() };
}
