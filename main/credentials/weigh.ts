import type { CredentialReason, CredentialVerdict } from '../../shared/domain/credential-verdict.ts';
import type { CredentialResult, ScanKind } from '../../shared/domain/credential-verdict.ts';
import { ok } from '../../shared/result.ts';
import { claimMapOf, voucherFacts, type Facts } from './meaning/voucher-facts.ts';
import { w3cPlaces } from './meaning/w3c-claims.ts';
import { readTimes, type Times } from './meaning/times.ts';
import type { Opened, Refused } from './opened.ts';
import { checkStatus } from './status/check-status.ts';
import { keyFault } from './trusting/issuers.ts';
import type { Surroundings } from './types.ts';

type Finding = Readonly<{ verdict: CredentialVerdict; reason: CredentialReason }>;

const NO_TIMES: Times = { issuedAtMs: null, fromMs: null, untilMs: null };

/** The result for what was not believed. */
export function resultOfRefused(kind: ScanKind, refusal: Refused): CredentialResult {
  return {
    verdict: refusal.verdict,
    reasons: [refusal.reason],
    kind,
    format: null,
    issuer: refusal.issuer === undefined ? null : nameOf(refusal.issuer),
    keyId: null,
    type: refusal.type ?? null,
    claims: {},
    notCovered: (refusal.notCovered ?? []).slice(0, 500),
    swappable: pairs(refusal.swappable ?? []),
    issuedAtMs: null,
    validFromMs: null,
    validUntilMs: null,
    status: null,
    voucher: null,
    presented: null,
  };
}

/**
 * Whom a credential names that did not sign it, by its issuer's claim map. What speaks against it is believed all the same: null
 * where it says that it has ended, or was revoked.
 */
export async function presentedBy(
  kind: ScanKind,
  unsigned: Opened,
  surroundings: Surroundings,
): Promise<CredentialResult['presented']> {
  const { verdict, voucher } = await weigh(kind, unsigned, surroundings);
  if (verdict !== 'valid' || voucher === null) return null;
  const { beneficiary, birthDate } = voucher;
  // Where a birth date is asked for it cannot be left out.
  const isWhole = birthDate !== null || claimMapOf(unsigned)?.birthDate === undefined;
  return beneficiary !== null && isWhole ? { beneficiary, birthDate } : null;
}

/**
 * The verdict on a credential with a good signature: is its key in force, does it say its end, what does it mean, is it
 * revoked, is it in time. The first thing that is wrong decides, in that order.
 */
export async function weigh(kind: ScanKind, opened: Opened, surroundings: Surroundings): Promise<CredentialResult> {
  const read = timesOf(opened);
  const times = read.ok ? read.value : NO_TIMES;
  const facts = voucherFacts(opened);
  const status = await checkStatus(opened, surroundings);
  const { nowMs } = surroundings.clock;
  const fault = keyFault(opened.key, times.issuedAtMs, nowMs);
  const found: readonly (Finding | undefined)[] = [
    fault === undefined ? undefined : { verdict: 'untrusted-issuer', reason: fault },
    read.ok ? lifetimeFault(opened, times) : { verdict: 'malformed', reason: read.error },
    facts.ok ? undefined : { verdict: 'malformed', reason: facts.error },
    status.refuses === 'revoked' ? { verdict: 'revoked', reason: status.reasons[0] ?? 'revoked' } : undefined,
    timeFault(times, surroundings),
    status.refuses === 'status-stale'
      ? { verdict: 'status-stale', reason: status.reasons[0] ?? 'status-list-missing' }
      : undefined,
  ];
  const faults = found.filter((one) => one !== undefined);
  const flags: readonly CredentialReason[] = [
    ...status.reasons,
    ...(facts.ok ? facts.value.flags : []),
    ...(opened.notCovered.length > 0 ? (['claims-not-signed'] as const) : []),
    ...(opened.issuer.trial === true ? (['trial-trust'] as const) : []),
  ];
  const reasons = [
    ...faults.map(({ reason }) => reason),
    ...(faults.length === 0 ? (['signed-by-trusted-key'] as const) : []),
    ...flags,
  ];
  return {
    verdict: faults[0]?.verdict ?? 'valid',
    reasons: [...new Set(reasons)].slice(0, 10),
    kind,
    format: opened.format,
    issuer: nameOf(opened.issuer),
    keyId: opened.key.kid,
    type: opened.type?.slice(0, 2000) ?? null,
    claims: { ...opened.claims },
    notCovered: opened.notCovered.slice(0, 500),
    swappable: pairs(opened.swappable),
    issuedAtMs: times.issuedAtMs,
    validFromMs: times.fromMs,
    validUntilMs: times.untilMs,
    status: status.status,
    voucher: factsOf(facts),
    presented: null,
  };
}

function factsOf(facts: ReturnType<typeof voucherFacts>): Facts['facts'] | null {
  return facts.ok ? facts.value.facts : null;
}

function timesOf(opened: Opened): ReturnType<typeof readTimes> {
  const { voucher, signedAtMs, proofEndsAtMs } = opened;
  if (voucher === undefined) {
    const read = readTimes(opened.claims, claimMapOf(opened));
    if (!read.ok) return read;
    const { issuedAtMs, fromMs, untilMs } = read.value;
    const ends = Math.min(untilMs ?? Number.POSITIVE_INFINITY, proofEndsAtMs ?? Number.POSITIVE_INFINITY);
    return ok({ issuedAtMs: signedAtMs ?? issuedAtMs, fromMs, untilMs: Number.isFinite(ends) ? ends : null });
  }
  const { validFromMs, validUntilMs } = voucher;
  return ok({ issuedAtMs: validFromMs, fromMs: validFromMs, untilMs: validUntilMs });
}

function lifetimeFault(opened: Opened, { fromMs, untilMs }: Times): Finding | undefined {
  const { issuer, format, claims } = opened;
  const map = claimMapOf(opened);
  const isCard = w3cPlaces(claims).some(({ credentialSubject }) => credentialSubject !== undefined);
  const isWorth = [map?.code, map?.amount, map?.items].some((path) => path !== undefined);
  const isVoucher = format === 'gv1' || (format === 'jwt' && !isCard) || isWorth;
  const needsEnd = isVoucher || issuer.withoutExpiry !== true;
  if (untilMs === null) return needsEnd ? { verdict: 'malformed', reason: 'no-expiry' } : undefined;
  if (issuer.maxLifetimeMs === undefined) return undefined;
  return fromMs === null || untilMs - fromMs > issuer.maxLifetimeMs
    ? { verdict: 'malformed', reason: 'lifetime-too-long' }
    : undefined;
}

function timeFault({ fromMs, untilMs }: Times, { trust, clock }: Surroundings): Finding | undefined {
  const { clockToleranceMs: tolerance } = trust;
  const { nowMs, seenMs } = clock;
  if (nowMs < seenMs - tolerance) return { verdict: 'clock-behind', reason: 'clock-behind' };
  if (untilMs !== null && nowMs >= untilMs + tolerance) return { verdict: 'expired', reason: 'past-expiry' };
  if (fromMs !== null && nowMs < fromMs - tolerance) return { verdict: 'not-yet-valid', reason: 'before-start' };
  return undefined;
}

function nameOf({ id, name }: Opened['issuer']): CredentialResult['issuer'] {
  return { id, name };
}

function pairs(all: Opened['swappable']): CredentialResult['swappable'] {
  return all.slice(0, 5000).map(([first, second]) => [first, second]);
}
