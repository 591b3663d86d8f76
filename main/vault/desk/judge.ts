import type { CredentialResult } from '../../../shared/domain/credential-verdict.ts';
import type { Verdict } from '../../../shared/ipc/views.ts';
import { equalBytes } from '../../../shared/wire/bytes.ts';
import type { ReceiptCode } from '../../../shared/wire/receipt-code.ts';
import { servingStates } from '../entitlements/serving-state.ts';
import { decide, type CardFacts } from '../entitlements/verdict.ts';
import { handoverStore } from '../handovers/handovers.store.ts';
import { lookupsAboveLimit } from '../lookups/lookups.store.ts';
import { database, type ServingCycle } from '../session/serving.ts';
import { readTill } from '../stock/till.ts';
import { readScan } from './card-facts.ts';
import { readCredential } from './credential-facts.ts';
import type { HeldVerdict } from './held-verdicts.ts';
import { dueLines, householdView } from './household-view.ts';

const HOUR_MS = 3_600_000;

/** One verdict for one scanned text. Writes nothing. */
export function judgeScan(serving: ServingCycle, text: string): Verdict {
  const { roll } = serving.cycle;
  const scanned = readScan(text, roll, serving.clock.nowMs());
  if (scanned.receipt !== null)
    return judge(serving, scanned.card, householdOfReceipt(serving, scanned.receipt), 'card');
  return judge(serving, scanned.card, scanned.household, 'card');
}

/** The verdict on a voucher or credential that was checked; `result` is null where that took too long. Writes nothing. */
export function judgeCredential(serving: ServingCycle, text: string, result: CredentialResult | null): Verdict {
  const { card, household } = readCredential(text, result, serving.cycle.roll);
  return judge(serving, card, household, 'credential');
}

/** The verdict on a household that was found by two attributes; undefined for an id that is not in the roll. */
export function judgeFound(serving: ServingCycle, household: string): Verdict | undefined {
  if (serving.cycle.roll.householdById(household) === undefined) return undefined;
  return judge(serving, { kind: 'none' }, household, 'lookup');
}

function judge(serving: ServingCycle, card: CardFacts, id: string | null, via: HeldVerdict['via']): Verdict {
  const { cycle, certificate, clock } = serving;
  const db = database(serving);
  const household = id === null ? undefined : cycle.roll.householdById(id);
  const entitlements = household === undefined ? [] : cycle.roll.entitlementsOf(household.id);
  const states = servingStates(db, entitlements, cycle.roll.manifest(), cycle.pseudonyms);
  const policy = cycle.roll.policy();
  const day = serving.day();
  const nowMs = clock.nowMs();
  const core = decide({
    nowMs,
    site: certificate.site,
    desk: certificate.desk,
    card,
    household:
      household === undefined ? null : { blocked: household.status === 'blocked', note: (household.note ?? '') !== '' },
    entitlements: states,
    till: day === null ? null : readTill(db, day, policy),
    partCollection: policy.partCollection,
    approvalAboveMinor: policy.approvalAboveMinor,
    rollTooOld: nowMs - cycle.roll.manifest().issuedAtMs > policy.maxRollAgeHours * HOUR_MS,
    lookupsAboveLimit: lookupsAboveLimit(db, serving.operator.id, nowMs, policy.lookupsPerHour),
  });
  const held = serving.verdicts.hold({ core, via, household: household ?? null, states });
  return showVerdict(serving, held);
}

function showVerdict(serving: ServingCycle, held: HeldVerdict): Verdict {
  const { core, household, states, token } = held;
  const { cycle, certificate } = serving;
  return {
    ...core,
    reasons: [...core.reasons],
    token,
    household: household === null ? null : householdView(household, cycle.roll, core.canGive),
    due: dueLines(states),
    earlier:
      household === null
        ? []
        : handoverStore(database(serving), certificate.desk).ofHousehold(
            cycle.pseudonyms.household(household.id),
            cycle.roll.manifest().cycle,
          ),
  };
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
