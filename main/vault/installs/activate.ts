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
import { isKnownPackage, openCycle, readCycleFile, writeCycleFile } from './open-cycle.ts';

type Parts = Readonly<{ ports: VaultPorts; profile: Profile; keyslots: Keyslots }>;
export type ActivateFailure = 'day-open' | 'disk-full' | 'storage-fault' | 'pin-needs-device-secret';

/**
 * Puts an installed package in force. Operators' slots come first, since only this package can make them; the ledger's
 * `import` entry is the moment it counts; the former cycle database goes after that. Nothing of the ledger ever goes.
 */
export function activate(
  parts: Parts,
  unlocked: Unlocked,
  installed: Installed,
): Result<void, { code: ActivateFailure }> {
  const { serving } = unlocked;
  if (serving === null) throw new Error('A package was installed before the certificate');
  const slots = addSlots(parts, unlocked, serving, installed.operators);
  if (!slots.ok) return err({ code: abandon(parts, installed, slots.error) });
  const next = installed.kind === 'full' ? replaceCycle(parts, serving, installed) : reopenCycle(parts, serving);
  if (!next.ok) return err({ code: abandon(parts, installed, next.error) });
  serving.cycle?.close();
  serving.cycle = next.value;
  serving.cycleTrouble = null;
  const { kind, manifest, manifestHash: hash, households, entitlements } = installed;
  const body = { kind, num: manifest.number, hash, households, entitlements };
  const recorded = append(serving, { t: 'import', body });
  // A missing import entry is made up for at the next sign-in: the roll itself names the package it holds.
  if (!recorded.ok) return err({ code: unforeseen(recorded.error) });
  const keep = readCycleFile(database(serving));
  if (keep !== undefined) removeOrphans(parts.ports.disk, parts.profile.folder, [keep.file]);
  return settleOperators(parts.keyslots, serving, installed.operators);
}

function abandon({ ports, profile }: Parts, installed: Installed, failure: ActivateFailure): ActivateFailure {
  if (installed.kind === 'full') removeCycleFile(ports.disk, join(profile.folder, installed.file));
  return failure;
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

/** Slots for operators that are new or whose secret HQ has changed. A secret changed at the station stays. */
function addSlots(
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
  if (fresh.length === 0) return ok(undefined);
  const drafts = fresh.map(({ id, role, secretKind, kdf, derivedKey }) => ({
    id,
    role,
    secretKind,
    kdf,
    derivedKey: fromHex(derivedKey),
    ...(deviceSecret === undefined ? {} : { deviceSecret }),
  }));
  const added = keyslots.add(drafts, stationKey);
  return added.ok ? ok(undefined) : added;
}

/** Slots that the package no longer names go; each new key becomes a signed `register` entry. */
function settleOperators(
  keyslots: Keyslots,
  serving: Serving,
  operators: readonly Operator[],
): Result<void, { code: ActivateFailure }> {
  const named = new Set([SETUP_ID, ...operators.map((one) => one.id)]);
  const gone = keyslots.list().filter((slot) => !named.has(slot.id));
  const removed = gone.length === 0 ? ok(undefined) : keyslots.remove(gone.map((slot) => slot.id));
  if (!removed.ok && removed.error !== 'last-slot') return err({ code: removed.error });
  const told = registerOperators(serving, keyslots, operators);
  return told === undefined ? ok(undefined) : err({ code: told });
}
