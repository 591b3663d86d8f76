import type { z } from 'zod';
import type { TroubleCode } from '../../../shared/ipc/views.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { deriveKey } from '../crypto/aead.ts';
import { signerOf } from '../crypto/ed25519.ts';
import type { Keyslots, SlotView } from '../crypto/keyslots.ts';
import type { SlotContent } from '../crypto/slot.ts';
import { createHeldVerdicts } from '../desk/held-verdicts.ts';
import { openDay } from '../day/day.store.ts';
import { markCycleDamaged, openCycle, readCycleFile } from '../installs/open-cycle.ts';
import { openLedger, type Ledger } from '../ledger/ledger.ts';
import { operatorName } from '../operators/operators.store.ts';
import { projectors } from '../projections.ts';
import { logOrigin } from '../setup/certificate.ts';
import { readFacts, readSecrets, vaultFiles, type Secrets } from '../setup/station-file.ts';
import { ledgerMigrations } from '../store/migrations.ts';
import { createApprove } from './approve.ts';
import type { Profile, VaultPorts } from './ports.ts';
import type { Serving, SignedIn } from './serving.ts';

/** The station between sign-in and lock: keys in memory, files open. */
export type Unlocked = {
  readonly stationKey: Uint8Array;
  readonly operatorSeed: Uint8Array;
  readonly operator: SignedIn;
  secrets: Secrets;
  ledger: Ledger | null;
  /** Everything for serving; null before the certificate. */
  serving: Serving | null;
};

export type UnlockTrouble = z.infer<typeof TroubleCode> | 'storage-fault';

export type UnlockParts = Readonly<{ ports: VaultPorts; profile: Profile; keyslots: Keyslots }>;

/** Opens the station's files with the key out of a slot. A failure changes nothing on the disk. */
export function unlockStation(
  parts: UnlockParts,
  slot: Pick<SlotView, 'id' | 'role'>,
  content: SlotContent,
): Result<Unlocked, UnlockTrouble> {
  const { ports, profile } = parts;
  const files = vaultFiles(profile.folder);
  if (!ports.disk.exists(files.secrets)) return err('files-missing');
  const secrets = readSecrets(ports.disk, files.secrets, content.stationKey);
  if (secrets === undefined) return err('wrong-key');
  const unlocked: Unlocked = {
    stationKey: content.stationKey,
    operatorSeed: content.operatorSeed,
    operator: { id: slot.id, name: slot.id, role: slot.role },
    secrets,
    ledger: null,
    serving: null,
  };
  if (secrets.certificate === null) return ok(unlocked);
  const certified = readFacts(ports.disk, files.facts)?.enrolment === 'certified';
  if (certified && !ports.disk.exists(files.database)) return err('files-missing');
  return openServing(parts, unlocked);
}

/** Opens ledger and cycle of a certified station. */
export function openServing(parts: UnlockParts, unlocked: Unlocked): Result<Unlocked, UnlockTrouble> {
  const { ports, profile, keyslots } = parts;
  const certificate = unlocked.secrets.certificate?.body;
  if (certificate === undefined) throw new Error('A station without certificate has no ledger');
  const opened = openLedger({
    directory: profile.folder,
    key: deriveKey(unlocked.stationKey, 'tallypoint ledger v1'),
    journalKey: deriveKey(unlocked.stationKey, 'tallypoint journal v1'),
    signer: signerOf(Buffer.from(unlocked.secrets.signSeed, 'hex')),
    origin: logOrigin(certificate),
    clock: ports.clock,
    projectors,
    migrations: ledgerMigrations,
    disk: ports.disk,
    random: ports.random,
    checkAtOnceBytes: ports.checkAtOnceBytes,
  });
  if (!opened.ok) return opened;
  const ledger = opened.value;
  const cycle = cycleOf(parts, ledger);
  // The ledger is whole without the roll, and the roll can be installed again: only the disk itself stops the station.
  const lost = cycle.ok ? null : cycle.error;
  if (lost === 'disk-full' || lost === 'storage-fault') {
    ledger.close();
    return err(lost);
  }
  const operator = { ...unlocked.operator, name: operatorName(ledger.database(), unlocked.operator.id) };
  const approve = createApprove({ keyslots, origin: logOrigin(certificate) });
  const serving: Serving = {
    ledger,
    certificate,
    operator,
    cycle: cycle.ok ? cycle.value : null,
    cycleTrouble: lost,
    verdicts: createHeldVerdicts(ledger.head().size),
    approve: (...asked) => approve(serving, ...asked),
    clock: ports.clock,
    random: ports.random,
    day: () => openDay(ledger.database())?.day ?? null,
  };
  return ok({ ...unlocked, operator, ledger, serving });
}

function cycleOf({ ports, profile }: UnlockParts, ledger: Ledger): ReturnType<typeof openCycle> | Result<null, never> {
  const file = readCycleFile(ledger.database());
  if (file === undefined) return ok(null);
  return file.damaged ? err('database-damaged') : openCycle(ports.disk, profile.folder, file, ports.clock.nowMs);
}

/**
 * After damage was met: where the roll is what is damaged it is given up until its package is installed again, and the ledger
 * stays open. False where the damage is elsewhere.
 */
export function giveUpDamagedCycle(serving: Serving): boolean {
  const { cycle, ledger } = serving;
  if (cycle === null || cycle.isSound()) return false;
  markCycleDamaged(ledger.database());
  cycle.close();
  serving.cycle = null;
  serving.cycleTrouble = 'database-damaged';
  return true;
}

/** Closes every file and wipes the keys this side of JavaScript's reach. */
export function closeUnlocked(unlocked: Unlocked): void {
  unlocked.serving?.cycle?.close();
  unlocked.ledger?.close();
  unlocked.stationKey.fill(0);
  unlocked.operatorSeed.fill(0);
}
