import { join } from 'node:path';
import type { Operator } from '../../../shared/domain/policy.ts';
import { fromHex } from '../../../shared/wire/bytes.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Keyslots } from '../crypto/keyslots.ts';
import { removeCycleFile, removeOrphans } from '../cycle/cycle-files.ts';
import type { Installed } from '../cycle/install.ts';
import { openDay } from '../day/day.store.ts';
import { registerOperators, sourceOf } from '../operators/register.ts';
import { operatorSource } from '../operators/operators.store.ts';
import { SETUP_ID } from '../setup/create-station.ts';
import type { Profile, VaultPorts } from '../session/ports.ts';
import { append, database, unforeseen, type Cycle, type Serving } from '../session/serving.ts';
import type { Unlocked } from '../session/unlocked.ts';
import { storageTrouble } from '../store/errors.ts';
import { putNewestInForce } from '../trust/trust-in-force.ts';
import { isKnownPackage, openCycle, readCycleFile, writeCycleFile } from './open-cycle.ts';

type Parts = Readonly<{ ports: VaultPorts; profile: Profile; keyslots: Keyslots }>;
export type ActivateFailure = 'day-open' | 'disk-full' | 'storage-fault' | 'pin-needs-device-secret';

/**
 * Puts an installed package in force: operators' slots, the file of the roll, and the ledger's `import` entry. Where one of
 * them cannot be written the others are taken back. Only a delta is in its roll by now; then the entry is made up for later.
 */
export function activate(
  parts: Parts,
  unlocked: Unlocked,
  installed: Installed,
): Result<void, { code: ActivateFailure }> {
  const { serving } = unlocked;
  if (serving === null) throw new Error('A package was installed before the certificate');
  const restoreSlots = parts.keyslots.snapshot();
  const former = { file: readCycleFile(database(serving)), cycle: serving.cycle, trouble: serving.cycleTrouble };
  const abandon = (code: ActivateFailure): Result<never, { code: ActivateFailure }> => {
    // Gives the room back that the rest of the way back may need.
    if (installed.kind === 'full') removeCycleFile(parts.ports.disk, join(parts.profile.folder, installed.file));
    restoreSlots();
    return err({ code });
  };
  const slots = changeSlots(parts, unlocked, serving, installed.operators);
  if (!slots.ok) return abandon(slots.error);
  const next = installed.kind === 'full' ? replaceCycle(parts, serving, installed) : reopenCycle(parts, serving);
  if (!next.ok) return abandon(next.error);
  serving.cycle = next.value;
  serving.cycleTrouble = null;
  const { kind, manifest, manifestHash: hash, households, entitlements } = installed;
  const recorded = append(serving, {
    t: 'import',
    body: { kind, num: manifest.number, hash, households, entitlements },
  });
  if (!recorded.ok) {
    const code = unforeseen(recorded.error);
    if (installed.kind === 'delta') {
      former.cycle?.close();
      return err({ code });
    }
    next.value.close();
    serving.cycle = former.cycle;
    serving.cycleTrouble = former.trouble;
    writeCycleFile(database(serving), former.file);
    return abandon(code);
  }
  former.cycle?.close();
  removeOrphans(parts.ports.disk, parts.profile.folder, [readCycleFile(database(serving))?.file ?? '']);
  // From here on the package is in force. A key that cannot be told now is told at the next sign-in, and so is a trust list that
  // came before its cycle.
  registerOperators(serving, parts.keyslots, installed.operators);
  putNewestInForce(serving);
  return ok(undefined);
}

type Full = Extract<Installed, { kind: 'full' }>;

function replaceCycle({ ports, profile }: Parts, serving: Serving, installed: Full): Result<Cycle, ActivateFailure> {
  // What is served in an open day must not change beneath it; a lost roll that comes back as it was changes nothing.
  const isBack = serving.cycle === null && isKnownPackage(database(serving), installed.manifestHash);
  if (!isBack && openDay(database(serving)) !== undefined) return err('day-open');
  const file = { file: installed.file, key: installed.key, manifestHash: installed.manifestHash };
  const opened = openCycle(ports.disk, profile.folder, file, ports.clock.nowMs);
  if (!opened.ok) return err(opened.error === 'disk-full' ? 'disk-full' : 'storage-fault');
  try {
    writeCycleFile(database(serving), file);
    return opened;
  } catch (thrown) {
    opened.value.close();
    const trouble = storageTrouble(thrown);
    if (trouble === undefined) throw thrown;
    return err(trouble.kind === 'disk-full' ? 'disk-full' : 'storage-fault');
  }
}

/** A delta changed policy or people in the live database: what was kept in memory is read anew. */
function reopenCycle({ ports, profile }: Parts, serving: Serving): Result<Cycle, ActivateFailure> {
  const file = readCycleFile(database(serving));
  if (file === undefined) throw new Error('A delta was applied to no cycle');
  const opened = openCycle(ports.disk, profile.folder, file, ports.clock.nowMs);
  return opened.ok ? opened : err(opened.error === 'disk-full' ? 'disk-full' : 'storage-fault');
}

/**
 * Slots for operators that are new or whose secret HQ has changed; those that the package no longer names go. A secret changed
 * at the station stays.
 */
function changeSlots(
  { keyslots, profile }: Parts,
  { stationKey }: Unlocked,
  serving: Serving,
  operators: readonly Operator[],
): Result<void, ActivateFailure> {
  const { deviceSecret } = profile;
  const slots = new Map(keyslots.list().map((slot) => [slot.id, slot]));
  const fresh = operators.filter(
    (one) => slots.get(one.id)?.role !== one.role || operatorSource(database(serving), one.id) !== sourceOf(one),
  );
  const drafts = fresh.map(({ id, role, secretKind, kdf, derivedKey }) => ({
    id,
    role,
    secretKind,
    kdf,
    derivedKey: fromHex(derivedKey),
    ...(deviceSecret === undefined ? {} : { deviceSecret }),
  }));
  const added = drafts.length === 0 ? ok(undefined) : keyslots.add(drafts, stationKey);
  if (!added.ok) return added;
  const named = new Set([SETUP_ID, ...operators.map((one) => one.id)]);
  const gone = [...slots.keys()].filter((id) => !named.has(id));
  const removed = gone.length === 0 ? ok(undefined) : keyslots.remove(gone);
  if (removed.ok || removed.error === 'last-slot') return ok(undefined);
  return err(removed.error);
}
