import { join } from 'node:path';
import type { contract } from '../../../shared/ipc/contract.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { removeCycleFile } from '../cycle/cycle-files.ts';
import type { LiveCycle } from '../cycle/install-delta.ts';
import { installPackage, type Installed } from '../cycle/install.ts';
import type { InstallFailure } from '../cycle/refusal.ts';
import type { Core } from '../session/core.ts';
import { runJob, type TellProgress } from '../session/job.ts';
import { catchUpImport } from '../session/begin.ts';
import { database, type Serving } from '../session/serving.ts';
import type { Unlocked } from '../session/unlocked.ts';
import { activate } from './activate.ts';
import { newestFullPackage, readCycleFile } from './open-cycle.ts';

type Code = (typeof contract.cycle.chooseAndInstall.failures)[number];
type Answer = Result<
  { kind: 'full' | 'delta'; packageNumber: number; households: number; entitlements: number },
  { code: Code }
>;

/**
 * Installs a package while the desk goes on working: the long reading runs in slices beside the queue of requests, and only
 * putting it in force waits for its turn (`inTurn`).
 */
export async function runInstall(
  core: Core,
  path: string,
  inTurn: (work: () => Answer) => Promise<Answer>,
): Promise<Answer> {
  const { state } = core;
  const { unlocked, profile } = state;
  if (state.job !== null) return err({ code: 'busy' });
  if (unlocked === null || profile === null) return err({ code: 'locked' });
  if (unlocked.operator.role === 'clerk') return err({ code: 'not-allowed' });
  if (unlocked.serving === null) return err({ code: 'not-certified' });
  // Else the package that a full disk kept out of the log would be told as new once more.
  const behind = catchUpImport(unlocked.serving);
  if (behind !== undefined) return err({ code: behind });
  const { serving } = unlocked;
  return await runJob(core, { kind: 'install', step: 'checking' }, async (tell, signal) => {
    const installed = await read(core, unlocked, serving, { path, progress: tell, signal });
    if (!installed.ok) return err({ code: installed.error.code });
    return await inTurn(() => putInForce(core, unlocked, installed.value));
  });
}

function read(
  core: Core,
  unlocked: Unlocked,
  serving: Serving,
  asked: Readonly<{ path: string; progress: TellProgress; signal: AbortSignal }>,
): Promise<Result<Installed, InstallFailure>> {
  const { ports, state } = core;
  const folder = state.profile?.folder ?? '';
  return installPackage({
    ...asked,
    folder,
    certificate: serving.certificate,
    identity: unlocked.secrets.identity,
    current: liveCycle(serving, folder),
    oldestNumber: newestFullPackage(database(serving)),
    pinAllowed: state.profile?.deviceSecret !== undefined,
    ports: {
      disk: ports.disk,
      openDatabase: ports.openDatabase,
      freeBytes: ports.freeBytes,
      random: ports.random,
      now: ports.clock.nowMs,
    },
  });
}

function putInForce({ state, ports }: Core, unlocked: Unlocked, installed: Installed): Answer {
  const { profile, keyslots } = state;
  if (state.unlocked !== unlocked || profile === null || keyslots === null) {
    // Locked in between: a full package is simply not taken; a delta is caught up with at the next sign-in.
    if (installed.kind === 'full' && profile !== null)
      removeCycleFile(ports.disk, join(profile.folder, installed.file));
    return err({ code: 'locked' });
  }
  const activated = activate({ ports, profile, keyslots }, unlocked, installed);
  if (!activated.ok) return activated;
  const { kind, manifest, households, entitlements } = installed;
  return ok({ kind, packageNumber: manifest.number, households, entitlements });
}

function liveCycle(serving: Serving, folder: string): LiveCycle | undefined {
  const file = readCycleFile(database(serving));
  if (file === undefined || serving.cycle === null) return undefined;
  const { roll } = serving.cycle;
  const { number, cycle, cycleSecret } = roll.manifest();
  return {
    installed: { number, manifestHash: roll.manifestHash(), cycle, cycleSecret },
    path: join(folder, file.file),
    key: file.key,
  };
}
