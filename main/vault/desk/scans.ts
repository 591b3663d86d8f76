import type { CredentialResult } from '../../../shared/domain/credential-verdict.ts';
import type { Verdict } from '../../../shared/ipc/views.ts';
import { equalBytes } from '../../../shared/wire/bytes.ts';
import type { ReceiptCode } from '../../../shared/wire/receipt-code.ts';
import { readPrintedCode } from '../../../shared/wire/voucher-code.ts';
import type { CardFacts } from '../entitlements/verdict.ts';
import { handoverStore } from '../handovers/handovers.store.ts';
import { database, type ServingCycle } from '../session/serving.ts';
import { isHeld, usedByCode } from '../vouchers/redeeming.ts';
import { readScan } from './card-facts.ts';
import { bareCode, readCredential } from './credential-facts.ts';
import { judge, NOTHING } from './judge.ts';

/** One verdict for one scanned text. Writes nothing. */
export function judgeScan(serving: ServingCycle, text: string): Verdict {
  const { roll } = serving.cycle;
  const scanned = readScan(text, roll, serving.clock.nowMs());
  if (scanned.receipt !== null)
    return judge(
      serving,
      scanned.card,
      { ...NOTHING, household: householdOfReceipt(serving, scanned.receipt) },
      'card',
    );
  const code = isForeign(scanned.card) ? readPrintedCode(text) : undefined;
  if (code !== undefined) return judgeCode(serving, code);
  return judge(serving, scanned.card, { ...NOTHING, household: scanned.household }, 'card');
}

/** The verdict on a voucher or credential that was checked; `result` is null where that took too long. Writes nothing. */
export function judgeCredential(serving: ServingCycle, text: string, result: CredentialResult | null): Verdict {
  const code = bareCode(text, result);
  if (code !== undefined) return judgeCode(serving, code);
  const read = readCredential(text, result, serving.cycle.roll, (name) => isHeld(serving, name));
  return judge(serving, read.card, { ...NOTHING, ...read }, 'credential');
}

/** The verdict on a household that was found by two attributes; undefined for an id that is not in the roll. */
export function judgeFound(serving: ServingCycle, household: string): Verdict | undefined {
  if (serving.cycle.roll.householdById(household) === undefined) return undefined;
  return judge(serving, { kind: 'none' }, { ...NOTHING, household }, 'lookup');
}

/**
 * A code without a signature leads to the entitlement that has it. Whoever read it somewhere could say it, so a supervisor answers
 * for it.
 */
function judgeCode(serving: ServingCycle, code: string): Verdict {
  const { roll } = serving.cycle;
  const used = usedByCode(serving, code);
  const entitlement = roll.entitlementByCode(code);
  if (entitlement === undefined || used !== undefined) {
    const [verdict, reason] =
      used === undefined
        ? (['unknown-beneficiary', 'code-not-known'] as const)
        : (['already-served', 'voucher-used'] as const);
    const card = { kind: 'refused-credential', code: verdict, reason, validFromMs: null, validUntilMs: null } as const;
    return judge(serving, card, NOTHING, 'credential');
  }
  return judge(
    serving,
    { kind: 'credential', genuine: false, approval: 'code-not-signed', flags: [], voucher: false },
    { ...NOTHING, household: entitlement.household, entitlement: entitlement.id },
    'credential',
  );
}

/**
 * The household of a receipt or reversal slip of this very log; null for any other. Its leaf must be the entry's, so that a
 * number alone tells nothing.
 */
function householdOfReceipt(serving: ServingCycle, receipt: ReceiptCode): string | null {
  const { site, desk, epoch } = serving.certificate;
  if (receipt.site !== site || receipt.desk !== desk || receipt.epoch !== epoch) return null;
  if (receipt.seq >= serving.ledger.head().size) return null;
  const [appended] = serving.ledger.read(receipt.seq, 1);
  if (appended === undefined || !equalBytes(appended.leaf, receipt.leaf)) return null;
  const { entry } = appended;
  return handoverStore(database(serving), desk).bySeq(entry.t === 'void' ? entry.of : entry.seq)?.household ?? null;
}

/** Somebody typed or scanned what is no code of ours at all: it may be the readable code of a voucher. */
function isForeign(card: CardFacts): boolean {
  return card.kind === 'unreadable' && card.reason === 'not-our-code';
}
