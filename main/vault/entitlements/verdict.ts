import type { AccountCode } from '../../../shared/domain/account.ts';
import type { VerdictCode, VerdictReason } from '../../../shared/domain/verdict.ts';
import { amountBlocks, availability, type OpenLine, type Till } from './availability.ts';

/** What was learnt of the thing scanned, before the roll is asked. */
export type CardFacts =
  | Readonly<{ kind: 'unreadable'; reason: 'damaged-text' | 'wrong-keyboard' | 'link-not-card' | 'not-our-code' }>
  | Readonly<{ kind: 'forged' }>
  | Readonly<{ kind: 'unknown-issuer'; reason: 'foreign-key' | 'foreign-programme' }>
  | Readonly<{
      kind: 'genuine';
      revoked: boolean;
      site: string;
      validFromMs: number | null;
      validUntilMs: number | null;
    }>
  /** Somebody else's voucher or credential that is not believed, or not now. */
  | Readonly<{
      kind: 'refused-credential';
      code: VerdictCode;
      reason: VerdictReason;
      validFromMs: number | null;
      validUntilMs: number | null;
    }>
  /**
   * One that leads to somebody. `genuine`: by what its issuer signed. `approval`: what a supervisor has to answer for; `flags`: what
   * is to be seen. `voucher`: it is good for something by itself, which serving by the roll leaves as it is.
   */
  | Readonly<{
      kind: 'credential';
      genuine: boolean;
      approval: VerdictReason | null;
      flags: readonly VerdictReason[];
      voucher: boolean;
    }>
  /** Found by two attributes instead of a card. */
  | Readonly<{ kind: 'none' }>;

export type EntitlementFacts = Readonly<{
  id: string;
  /** Narrowed to the cycle's own window: from inclusive, until exclusive. */
  validFromMs: number;
  validUntilMs: number;
  homeDesk: string | null;
  lines: readonly Readonly<{ line: string; account: AccountCode; due: number; given: number }>[];
}>;

export type Facts = Readonly<{
  nowMs: number;
  site: string;
  desk: string;
  card: CardFacts;
  household: Readonly<{ blocked: boolean; note: boolean }> | null;
  entitlements: readonly EntitlementFacts[];
  /** Null while no day is open: then nobody knows what is on hand. */
  till: Till | null;
  partCollection: boolean;
  approvalAboveMinor: Readonly<Record<string, number>>;
  rollTooOld: boolean;
  lookupsAboveLimit: boolean;
}>;

export type VerdictCore = Readonly<{
  code: VerdictCode;
  /** The first is what decided. */
  reasons: readonly VerdictReason[];
  canGive: boolean;
  approvalNeeded: boolean;
  site: string | null;
  desk: string | null;
  validFromMs: number | null;
  validUntilMs: number | null;
}>;

type Refusal = Partial<Pick<VerdictCore, 'site' | 'desk' | 'validFromMs' | 'validUntilMs'>>;

export function refuse(code: VerdictCode, reason: VerdictReason, more: Refusal = {}): VerdictCore {
  return { ...NOWHERE, code, reasons: [reason], canGive: false, approvalNeeded: false, ...more };
}
const NOWHERE = { site: null, desk: null, validFromMs: null, validUntilMs: null } as const;

/**
 * One verdict for one scan or look-up. The first rule that speaks decides, from "this is no card" down to "give it":
 * a card that cannot be trusted says nothing about a household, and a household that may not be served has no stock question.
 */
export function decide(facts: Facts): VerdictCore {
  return judgeCard(facts) ?? judgeHousehold(facts) ?? judgeWindows(facts) ?? judgeServing(facts);
}

function judgeCard({ card, nowMs, site }: Facts): VerdictCore | undefined {
  if (card.kind === 'unreadable') return refuse('unreadable', card.reason);
  if (card.kind === 'forged') return refuse('forged', 'bad-signature');
  if (card.kind === 'unknown-issuer') return refuse('unknown-issuer', card.reason);
  if (card.kind === 'refused-credential') {
    const { code, reason, validFromMs, validUntilMs } = card;
    return refuse(code, reason, { validFromMs, validUntilMs });
  }
  if (card.kind === 'none' || card.kind === 'credential') return undefined;
  if (card.revoked) return refuse('revoked', 'card-cancelled');
  if (card.validFromMs !== null && nowMs < card.validFromMs)
    return refuse('not-yet-valid', 'card-not-yet-valid', { validFromMs: card.validFromMs });
  if (card.validUntilMs !== null && nowMs >= card.validUntilMs)
    return refuse('expired', 'card-expired', { validUntilMs: card.validUntilMs });
  return card.site === site ? undefined : refuse('wrong-site', 'other-site', { site: card.site });
}

function judgeHousehold({ card, household, entitlements, desk }: Facts): VerdictCore | undefined {
  if (household === null) {
    if (card.kind !== 'credential') return refuse('unknown-beneficiary', 'not-in-roll');
    const reasons = ['voucher-for-nobody', 'voucher-genuine', ...card.flags] as const;
    return { ...refuse('unknown-beneficiary', 'voucher-for-nobody'), reasons };
  }
  if (household.blocked) return refuse('blocked', 'household-blocked');
  if (entitlements.length === 0) return refuse('unknown-beneficiary', 'nothing-due');
  const elsewhere = entitlements.find((one) => one.homeDesk !== null && one.homeDesk !== desk);
  return elsewhere !== undefined && ownOf(entitlements, desk).length === 0
    ? refuse('wrong-site', 'other-desk', { desk: elsewhere.homeDesk })
    : undefined;
}

function ownOf(entitlements: readonly EntitlementFacts[], desk: string): EntitlementFacts[] {
  return entitlements.filter((one) => one.homeDesk === null || one.homeDesk === desk);
}

function judgeWindows({ entitlements, desk, nowMs }: Facts): VerdictCore | undefined {
  const own = ownOf(entitlements, desk);
  const outstanding = own.filter((one) => one.lines.some((line) => line.given < line.due));
  if (outstanding.length === 0) {
    const served = own.some((one) => one.lines.some((line) => line.given > 0));
    return served ? refuse('already-served', 'nothing-due') : refuse('unknown-beneficiary', 'nothing-due');
  }
  if (outstanding.some((one) => isOpen(one, nowMs))) return undefined;
  const later = outstanding.filter((one) => nowMs < one.validFromMs).map((one) => one.validFromMs);
  return later.length > 0
    ? refuse('not-yet-valid', 'window-not-open', { validFromMs: Math.min(...later) })
    : refuse('expired', 'window-closed', { validUntilMs: Math.max(...outstanding.map((one) => one.validUntilMs)) });
}

function isOpen(one: EntitlementFacts, nowMs: number): boolean {
  return one.validFromMs <= nowMs && nowMs < one.validUntilMs;
}

/** Lines that can be collected at this desk now: the window is open and something remains. */
export function openLines(facts: Pick<Facts, 'entitlements' | 'desk' | 'nowMs'>): OpenLine[] {
  return ownOf(facts.entitlements, facts.desk)
    .filter((one) => isOpen(one, facts.nowMs))
    .flatMap((one) =>
      one.lines.map((line) => ({ account: line.account, remaining: Math.max(0, line.due - line.given) })),
    )
    .filter((line) => line.remaining > 0);
}

function judgeServing(facts: Facts): VerdictCore {
  const lines = openLines(facts);
  const short =
    facts.till === null ? { code: null, reasons: [] } : availability(lines, facts.till, facts.partCollection);
  if (short.code !== null) {
    return { ...NOWHERE, code: short.code, reasons: short.reasons, canGive: false, approvalNeeded: false };
  }
  const approvals = approvalReasons(facts, lines);
  const attentions = attentionReasons(facts, short.reasons);
  const reasons = [...approvals, ...attentions];
  const code = approvals.length > 0 ? 'needs-approval' : attentions.length > 0 ? 'attention' : 'ok';
  return {
    ...NOWHERE,
    code,
    reasons: [...reasons, ...genuineness(facts.card)],
    canGive: facts.till !== null,
    approvalNeeded: approvals.length > 0,
  };
}

function genuineness(card: CardFacts): VerdictReason[] {
  if (card.kind === 'credential') return card.genuine ? ['voucher-genuine'] : [];
  return card.kind === 'genuine' ? ['card-genuine'] : [];
}

function approvalReasons(facts: Facts, lines: readonly OpenLine[]): VerdictReason[] {
  const reasons: VerdictReason[] = [];
  if (facts.rollTooOld) reasons.push('roll-too-old');
  if (facts.card.kind === 'none' && facts.lookupsAboveLimit) reasons.push('lookups-above-limit');
  if (facts.card.kind === 'credential' && facts.card.approval !== null) reasons.push(facts.card.approval);
  if (amountBlocks(lines, facts.approvalAboveMinor)) reasons.push('amount-above-limit');
  return reasons;
}

function attentionReasons(facts: Facts, short: readonly VerdictReason[]): VerdictReason[] {
  const reasons: VerdictReason[] = [];
  if (facts.till === null) reasons.push('no-day-open');
  if (facts.card.kind === 'credential') {
    if (facts.card.voucher) reasons.push('voucher-not-redeemed');
    reasons.push(...facts.card.flags);
  }
  reasons.push(...short);
  const touched = ownOf(facts.entitlements, facts.desk).some((one) => one.lines.some((line) => line.given > 0));
  if (touched) reasons.push('part-remaining');
  if (facts.household?.note === true) reasons.push('household-note');
  if (facts.card.kind === 'none') reasons.push('found-without-card');
  return reasons;
}
