import type { CredentialResult } from '../../../shared/domain/credential-verdict.ts';
import { stationVerdict } from '../../../shared/domain/station-verdict.ts';
import type { VerdictCode, VerdictReason } from '../../../shared/domain/verdict.ts';
import type { CardFacts } from '../entitlements/verdict.ts';
import type { Roll } from '../roll/roll.ts';
import { readScanText } from './scan-text.ts';

type Names = Pick<Roll, 'householdById' | 'entitlementById' | 'householdsByIdNumber'>;
export type Presented = Readonly<{ card: CardFacts; household: string | null }>;

/** Verdicts on what is genuine all the same: a supervisor may answer for the rest. */
const STILL_GENUINE: ReadonlySet<string> = new Set(['valid', 'status-stale', 'clock-behind']);

/**
 * What the check of a voucher or credential means at this desk. `result` is null where it took too long. The household is one
 * that signed claims name and nothing else: what is not signed says nothing about anybody.
 */
export function readCredential(text: string, result: CredentialResult | null, roll: Names): Presented {
  const outside = readScanText(text);
  // No credential at all: then its outside says more.
  if (result?.kind === 'unknown' && outside.kind === 'unreadable' && outside.reason !== 'not-our-code')
    return { card: { kind: 'unreadable', reason: outside.reason }, household: null };
  if (result === null) return refused('unreadable', 'took-too-long');
  const shown = stationVerdict(result);
  if (!STILL_GENUINE.has(result.verdict)) {
    const { validFromMs, validUntilMs } = result;
    return refused(
      shown.verdict,
      shown.reason,
      result.verdict === 'not-yet-valid' ? validFromMs : null,
      result.verdict === 'expired' ? validUntilMs : null,
    );
  }
  const approval = shown.verdict === 'needs-approval' ? shown.reason : null;
  const flags: readonly VerdictReason[] = shown.verdict === 'attention' ? [shown.reason] : [];
  return {
    card: { kind: 'credential', approval, flags, voucher: isVoucher(result) },
    household: householdOf(result, roll),
  };
}

function refused(
  code: VerdictCode,
  reason: VerdictReason,
  validFromMs: number | null = null,
  validUntilMs: number | null = null,
): Presented {
  return { card: { kind: 'refused-credential', code, reason, validFromMs, validUntilMs }, household: null };
}

/** Says what it is good for, unlike a credential that only says who somebody is. */
function isVoucher({ kind, voucher }: CredentialResult): boolean {
  if (kind === 'gv1') return true;
  return voucher !== null && (voucher.amountMinor !== null || voucher.items.length > 0 || voucher.code !== null);
}

/**
 * By the beneficiary, which is a household's number or a member's identity number, else by the entitlement. Null where they name
 * nobody here, or where they disagree.
 */
function householdOf({ voucher }: CredentialResult, roll: Names): string | null {
  if (voucher === null) return null;
  const { beneficiary, entitlement } = voucher;
  const byEntitlement = entitlement === null ? undefined : roll.entitlementById(entitlement)?.household;
  if (beneficiary === null) return byEntitlement ?? null;
  const named = roll.householdById(beneficiary) === undefined ? roll.householdsByIdNumber(beneficiary) : [beneficiary];
  const [household, ...others] = named;
  if (household === undefined || others.length > 0) return null;
  return byEntitlement === undefined || byEntitlement === household ? household : null;
}
