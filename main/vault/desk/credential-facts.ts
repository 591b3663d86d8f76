import type { CredentialResult, PresentedPerson } from '../../../shared/domain/credential-verdict.ts';
import { stationVerdict } from '../../../shared/domain/station-verdict.ts';
import type { VerdictCode, VerdictReason } from '../../../shared/domain/verdict.ts';
import { readPrintedCode } from '../../../shared/wire/voucher-code.ts';
import type { CardFacts } from '../entitlements/verdict.ts';
import type { Roll } from '../roll/roll.ts';
import { idToken } from '../roll/search/words.ts';
import { isVoucher, voucherOf, type Voucher } from '../vouchers/voucher.ts';
import { readScanText } from './scan-text.ts';

type Names = Pick<Roll, 'householdById' | 'entitlementById' | 'householdsByIdNumber'>;
export type Presented = Readonly<{ card: CardFacts; household: string | null; voucher: Voucher | null }>;

/** Verdicts on what is genuine all the same: a supervisor may answer for the rest. */
const STILL_GENUINE: ReadonlySet<string> = new Set(['valid', 'status-stale', 'clock-behind']);

/**
 * What the check of a voucher or credential means at this desk. `result` is null where it took too long. The household is one
 * that signed claims name; one that unsigned claims name is only proposed, for a supervisor to answer for. `isHeld`: the voucher is
 * set aside here.
 */
export function readCredential(
  text: string,
  result: CredentialResult | null,
  roll: Names,
  isHeld: (voucher: string) => boolean,
): Presented {
  const outside = readScanText(text);
  // No credential at all: then its outside says more.
  if (result?.kind === 'unknown' && outside.kind === 'unreadable' && outside.reason !== 'not-our-code')
    return { card: { kind: 'unreadable', reason: outside.reason }, household: null, voucher: null };
  if (result === null) return refused('unreadable', 'took-too-long');
  const shown = stationVerdict(result);
  const voucher = voucherOf(result) ?? null;
  // A treatment can last longer than the voucher that was set aside for it in time.
  const outlasted = result.verdict === 'expired' && voucher !== null && isHeld(voucher.name);
  if (result.presented !== null) {
    const household = matching(result.presented, roll);
    // Nobody: then it is as if it had named nobody.
    if (household !== null)
      return {
        card: { kind: 'credential', genuine: false, approval: shown.reason, flags: [], voucher: false },
        household,
        voucher: null,
      };
  }
  if (!STILL_GENUINE.has(result.verdict) && !outlasted) {
    const { validFromMs, validUntilMs } = result;
    return refused(
      shown.verdict,
      shown.reason,
      result.verdict === 'not-yet-valid' ? validFromMs : null,
      result.verdict === 'expired' ? validUntilMs : null,
    );
  }
  const approval = shown.verdict === 'needs-approval' ? shown.reason : null;
  const flags: readonly VerdictReason[] = shown.verdict === 'attention' || outlasted ? [shown.reason] : [];
  return {
    voucher,
    card: { kind: 'credential', genuine: true, approval, flags, voucher: isVoucher(result) },
    household: householdOf(result, roll),
  };
}

function refused(
  code: VerdictCode,
  reason: VerdictReason,
  validFromMs: number | null = null,
  validUntilMs: number | null = null,
): Presented {
  return {
    card: { kind: 'refused-credential', code, reason, validFromMs, validUntilMs },
    household: null,
    voucher: null,
  };
}

/** By the beneficiary, else by the entitlement. Null where they name nobody here, or where they disagree. */
function householdOf({ voucher }: CredentialResult, roll: Names): string | null {
  if (voucher === null) return null;
  const { beneficiary, entitlement } = voucher;
  const byEntitlement = entitlement === null ? undefined : roll.entitlementById(entitlement)?.household;
  if (beneficiary === null) return byEntitlement ?? null;
  const household = named(beneficiary, roll);
  return byEntitlement === undefined || byEntitlement === household ? household : null;
}

/** By a household's number or a member's identity number; null for nobody's and for that of several. */
function named(beneficiary: string, roll: Names): string | null {
  if (roll.householdById(beneficiary) !== undefined) return beneficiary;
  const [household, ...others] = roll.householdsByIdNumber(beneficiary);
  return others.length > 0 ? null : (household ?? null);
}

/** The household of that number, unless whoever the roll says has it was born at another time. */
function matching({ beneficiary, birthDate }: PresentedPerson, roll: Names): string | null {
  const household = named(beneficiary, roll);
  const members = household === null ? [] : (roll.householdById(household)?.members ?? []);
  const token = idToken(beneficiary);
  const owners = members.filter(({ idNumber }) => idNumber !== undefined && idToken(idNumber) === token);
  const dates = (owners.length > 0 ? owners : members).map((member) => member.birthDate);
  const known = dates.filter((date) => date !== undefined);
  // The roll may know the year only.
  const isSame = birthDate === null || known.length === 0 || known.some((date) => birthDate.startsWith(date));
  return isSame ? household : null;
}

/** The code of a voucher that came without a signature: OpenG2P's bare code, or the readable code under a voucher of ours. */
export function bareCode(text: string, result: CredentialResult | null): string | undefined {
  if (result?.kind === 'openg2p-code') return text.trim();
  return result?.kind === 'unknown' ? readPrintedCode(text) : undefined;
}
