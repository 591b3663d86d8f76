import type { EntitlementState } from '../../../shared/domain/reconcile/model.ts';
import type { Entitlement } from '../../../shared/domain/roll.ts';
import type { NotServedReason } from '../../../shared/domain/verdict.ts';
import { dueLine } from '../../../shared/wire/package/totals.ts';
import { isVoucherName } from '../../../shared/wire/voucher-name.ts';
import { isOwn } from '../entitlements/serving-state.ts';
import { database, type ServingCycle } from '../session/serving.ts';
import { logOrigin } from '../setup/certificate.ts';
import { stateAtThisDesk } from './at-this-desk.ts';
import { reconciliationStore, type Decided } from './reconciliation.store.ts';
import { voucherStandings } from './vouchers.store.ts';

/** An entitlement under both its names. `id` and `household` are those of the roll; null where it has them no more. */
export type Standing = Readonly<{
  id: string | null;
  household: string | null;
  state: EntitlementState;
  decided: 'here' | 'elsewhere' | null;
}>;
export type TurnedAway = Readonly<{ day: string; reason: NotServedReason }>;

/** Rows of the ledger read at one go: they are short. */
const ROWS = 2000;

/**
 * Roll and ledger of this desk held together, as the ledger was with `size` entries. What it remembers grows with people sent away,
 * not with the roll.
 */
export function createBooks(serving: ServingCycle, size: number) {
  const { roll, pseudonyms } = serving.cycle;
  const { desk } = serving.certificate;
  const moment = { cycle: roll.manifest().cycle, size };
  const store = reconciliationStore(database(serving), moment);
  const place = { log: logOrigin(serving.certificate), desk };
  const reasons = new Map<string, NotServedReason[]>();
  const reasonsOf = (household: string): readonly NotServedReason[] => reasons.get(household) ?? [];

  return {
    /** Reads who was sent away and why. To be gone through once, before anything below is asked. */
    *readTurnedAway(): Generator<TurnedAway[]> {
      for (let last = -1; ;) {
        const rows = store.turnedAwayAfter(last, ROWS);
        for (const { ben, reason } of rows) {
          if (ben === null) continue;
          const known = reasons.get(ben);
          if (known === undefined) reasons.set(ben, [reason]);
          else known.push(reason);
        }
        yield rows.map(({ day, reason }) => ({ day, reason }));
        last = rows.at(-1)?.seq ?? last;
        if (rows.length < ROWS) return;
      }
    },
    /** Apart from the roll's entitlements. */
    vouchers: () => voucherStandings(database(serving), moment),
    /** Pseudonyms of all entitlements that were acted on, of whatever cycle. */
    *actedOn(): Generator<string[]> {
      for (let last = ''; ;) {
        const names = store.namedAfter(last, ROWS);
        yield names.filter((name) => !isVoucherName(name));
        last = names.at(-1) ?? last;
        if (names.length < ROWS) return;
      }
    },
    /** One of the roll. Undefined for another desk's that nobody collected here. `isActedOn` spares looking for hand-overs. */
    standingOf(one: Entitlement, isActedOn: (pseudonym: string) => boolean = () => true): Standing | undefined {
      const entitlement = pseudonyms.entitlement(one.id);
      const claims = isActedOn(entitlement) ? store.claimsOf(entitlement, place) : [];
      const homeDesk = one.homeDesk ?? null;
      if (claims.length === 0 && !isOwn({ homeDesk }, desk)) return undefined;
      const household = pseudonyms.household(one.household);
      const decided = claims.length === 0 ? undefined : store.decisionOn(entitlement);
      const state = stateAtThisDesk({
        entitlement,
        due: { household, homeDesk: homeDesk ?? '', lines: one.lines.map(dueLine), withdrawn: false },
        claims,
        presence: { came: claims.length > 0 || store.wasServed(household), reasons: reasonsOf(household) },
        decided,
      });
      return state === undefined
        ? undefined
        : { id: one.id, household: one.household, state, decided: sideOf(decided) };
    },
    /** One by its pseudonym that a later package left out. Undefined where it was not collected in this cycle. */
    withdrawnStanding(entitlement: string): Standing | undefined {
      const claims = store.claimsOf(entitlement, place);
      const [first] = claims;
      if (first === undefined) return undefined;
      const decided = store.decisionOn(entitlement);
      const state = stateAtThisDesk({
        entitlement,
        due: { household: first.household, homeDesk: '', lines: [], withdrawn: true },
        claims,
        presence: { came: true, reasons: reasonsOf(first.household) },
        decided,
      });
      return state === undefined
        ? undefined
        : { id: null, household: first.householdId, state, decided: sideOf(decided) };
    },
  };
}
export type Books = ReturnType<typeof createBooks>;

function sideOf(decided: Decided | undefined): Standing['decided'] {
  if (decided === undefined) return null;
  return decided.here ? 'here' : 'elsewhere';
}
