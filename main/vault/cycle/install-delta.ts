import { countExpected } from '../roll/expected.ts';
import { writeMeta } from '../roll/meta.ts';
import { rollMigrations } from '../store/migrations.ts';
import { rollBack } from '../store/roll-back.ts';
import { readDeltaContent } from './delta-content.ts';
import type { Slice } from './full-content.ts';
import type { Installed, InstallOptions } from './install.ts';
import { requireUsablePins, withoutParts } from './install-full.ts';
import type { InstalledPackage } from './manifest.ts';
import { Refusal } from './refusal.ts';
import type { Unpacked } from './unpack.ts';

/** The cycle database in force. */
export type LiveCycle = Readonly<{ installed: InstalledPackage; path: string; key: Uint8Array }>;

/**
 * Applies a delta in one transaction over its own connection, so that the desk reads the old roll until the commit. The
 * roll's meta names the package it holds, from the same transaction: after a crash the ledger can be brought level with it.
 * Throws a Refusal.
 */
export async function installDelta(unpacked: Unpacked, options: InstallOptions, slice: Slice): Promise<Installed> {
  const { current, ports } = options;
  const { manifest, manifestHash } = unpacked;
  if (current === undefined) throw new Refusal('wrong-base');
  const opened = ports.openDatabase({
    path: current.path,
    key: current.key,
    migrations: rollMigrations,
    now: ports.now,
  });
  if (!opened.ok) throw new Refusal(opened.error === 'disk-full' ? 'disk-full' : 'storage-fault');
  const db = opened.value;
  try {
    db.exec('BEGIN IMMEDIATE');
    const content = await readDeltaContent(db, manifest, unpacked.parts, slice);
    requireUsablePins(content.operators, options.pinAllowed);
    const expected = await countExpected(db, options.certificate.desk, () => slice('finishing'));
    writeMeta(db, { manifest: withoutParts(manifest), manifestHash, expected });
    db.exec('COMMIT');
    return { kind: 'delta', manifest, manifestHash, ...content };
  } catch (thrown) {
    rollBack(db);
    throw thrown;
  } finally {
    db.close();
  }
}
