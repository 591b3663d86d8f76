import type { z } from 'zod';
import type { TroubleCode, VaultView } from '../../../shared/ipc/views.ts';
import type { SlotView } from '../crypto/keyslots.ts';
import { isCounted } from '../day/day.ts';
import { openDay } from '../day/day.store.ts';
import { tallyOf } from '../day/tally.store.ts';
import { stillToCome } from '../day/report.ts';
import { receiptNumber } from '../handovers/handovers.store.ts';
import { database, type Cycle, type Serving } from '../session/serving.ts';
import { outboxView } from '../outbox/outbox-view.ts';
import type { Unlocked } from '../session/unlocked.ts';
import { voucherPolicy } from '../vouchers/holder.ts';
import { countHolds } from '../vouchers/vouchers.store.ts';
import type { PublicFacts } from '../setup/station-file.ts';

export type Trouble = Readonly<{ code: z.infer<typeof TroubleCode>; incident: string | null }>;

/** All that a view is made from. */
export type ViewParts = Readonly<{
  facts: PublicFacts | undefined;
  slots: readonly SlotView[];
  trouble: Trouble | null;
  unlocked: Unlocked | null;
  job: VaultView['job'];
  clockWarning: boolean;
  /** What was known of the ledger's way home when the station was locked. */
  lastOutbox: VaultView['outbox'];
}>;

const DEFAULT_IDLE_MINUTES = 10;
const NOBODY = { served: 0, part: 0, notServed: 0, reversed: 0, stillToCome: 0 } as const;

/** What every screen shows of the vault, in any phase. Names and figures only while somebody is signed in. */
export function vaultView(parts: ViewParts): VaultView {
  const { facts, slots, trouble, unlocked, job, clockWarning } = parts;
  const serving = unlocked?.serving ?? null;
  return {
    phase: trouble !== null ? 'trouble' : unlocked !== null ? 'open' : slots.length > 0 ? 'locked' : 'new',
    trouble,
    enrolment: facts?.enrolment ?? 'none',
    fingerprint: facts?.fingerprint ?? null,
    station: facts?.station ?? null,
    operators: slots.map(({ id, role, secretKind, lockedUntilMs }) => ({
      id,
      role,
      secretKind,
      lockedUntilMs: lockedUntilMs === 0 ? null : lockedUntilMs,
    })),
    operator: serving?.operator ?? unlocked?.operator ?? null,
    idleLockMinutes: idleLockMinutes(parts),
    cycle: serving?.cycle == null ? null : cycleView(serving.cycle),
    ...(serving?.cycleTrouble == null ? {} : { cycleTrouble: serving.cycleTrouble }),
    ...missingPackages(serving),
    ...servingView(serving),
    ...holdsView(serving),
    outbox: serving === null ? parts.lastOutbox : outboxView(serving),
    clockWarning,
    job,
  };
}

/** As the policy in force says; while locked, as it said last. */
export function idleLockMinutes({ facts, unlocked }: Pick<ViewParts, 'facts' | 'unlocked'>): number {
  const policy = unlocked?.serving?.cycle?.roll.policy();
  return policy?.idleLockMinutes ?? facts?.idleLockMinutes ?? DEFAULT_IDLE_MINUTES;
}

function cycleView({ roll }: Cycle): VaultView['cycle'] {
  const manifest = roll.manifest();
  const policy = roll.policy();
  const searchPercent = roll.searchPercent();
  return {
    id: manifest.cycle,
    name: manifest.cycleName,
    packageNumber: manifest.number,
    issuedAtMs: manifest.issuedAtMs,
    revocationAsOfMs: roll.trust().asOfMs,
    validUntilMs: manifest.validUntilMs,
    households: roll.counts().households,
    ...(searchPercent === undefined ? {} : { searchPercent }),
    items: roll
      .items()
      .map(({ item, name, unit, icon, plannedQuantity }) => ({ item, name, unit, icon, planned: plannedQuantity })),
    currencies: Object.entries(policy.denominations).map(([currency, denominations]) => ({ currency, denominations })),
    partCollection: policy.partCollection,
    proxyCollection: policy.proxyCollection,
    soleSupervisor: policy.soleSupervisor === true,
  };
}

/**
 * The newest full package that the ledger names and its updates, as far as they are not in the roll: after a loss they go in
 * again, in this order.
 */
function missingPackages(serving: Serving | null): Pick<VaultView, 'packagesToInstall'> {
  if (serving === null) return {};
  const missing = database(serving)
    .prepare(
      `SELECT DISTINCT number FROM package
       WHERE number > ? AND number >= (SELECT max(number) FROM package WHERE kind = 'full') ORDER BY number`,
      { pluck: true },
    )
    .all<number>([serving.cycle?.roll.manifest().number ?? 0]);
  return missing.length === 0 ? {} : { packagesToInstall: missing };
}

function holdsView(serving: Serving | null): Pick<VaultView, 'openHolds'> {
  if (serving?.cycle == null) return {};
  const { holdHours } = voucherPolicy(serving.cycle.roll);
  const openHolds = countHolds(database(serving), { nowMs: serving.clock.nowMs(), holdHours });
  return openHolds.open === 0 ? {} : { openHolds };
}

function servingView(serving: Serving | null): Pick<VaultView, 'day' | 'counts' | 'replayed'> {
  if (serving === null) return { day: null, counts: NOBODY, replayed: [] };
  const db = database(serving);
  const day = openDay(db);
  const cycle = serving.cycle?.roll.manifest().cycle ?? '';
  const tally = tallyOf(db, day === undefined ? { cycle } : { day: day.day });
  const replayed = db
    .prepare('SELECT n.seq, h.at_ms AS atMs FROM replay_notice n JOIN entry h ON h.seq = n.seq ORDER BY n.seq')
    .all<{ seq: number; atMs: number }>();
  return {
    day:
      day === undefined
        ? null
        : { day: day.day, openedAtMs: day.opened_at_ms, openedBy: day.opened_by, counted: isCounted(serving, day) },
    counts: { ...tally, stillToCome: stillToCome(serving) },
    replayed: replayed.map(({ seq, atMs }) => ({ seq, atMs, receipt: receiptNumber(serving.certificate.desk, seq) })),
  };
}
