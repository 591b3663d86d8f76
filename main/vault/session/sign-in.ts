import type { contract } from '../../../shared/ipc/contract.ts';
import { isPassphrase, isPin } from '../../../shared/domain/secret.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { calibrateKdf } from '../crypto/argon2.ts';
import { openKeyslots, type UnlockFailure } from '../crypto/keyslots.ts';
import { printOutcome } from '../receipts/receipts.ts';
import { vaultFiles } from '../setup/station-file.ts';
import { storageTrouble } from '../store/errors.ts';
import { beginSession, keepFacts } from './begin.ts';
import type { Core } from './core.ts';
import type { Profile } from './ports.ts';
import { append, unforeseen } from './serving.ts';
import { closeUnlocked, unlockStation, type Unlocked } from './unlocked.ts';

type Failures<K extends keyof typeof contract.session> = (typeof contract.session)[K] extends {
  failures: readonly (infer F extends string)[];
}
  ? { code: F }
  : never;

/** Looks at what lies in the profile folder. Missing or damaged files are trouble, told on the sign-in screen. */
export function openProfile(core: Core, profile: Profile): void {
  const { state, ports } = core;
  core.lock();
  state.profile = profile;
  state.trouble = null;
  state.keyslots = null;
  ports.makeFolder(profile.folder);
  core.readFacts();
  const files = vaultFiles(profile.folder);
  const { disk, random } = ports;
  const opened = openKeyslots({
    path: files.keyslots,
    disk,
    random,
    now: ports.clock.nowMs,
    deviceSecret: profile.deviceSecret,
  });
  if (opened.ok) {
    state.keyslots = opened.value;
    return;
  }
  if (opened.error === 'storage-fault') throw new Error('The profile folder cannot be read');
  if (opened.error === 'files-missing' && !disk.exists(files.database) && state.facts === undefined) return;
  state.trouble = { code: opened.error === 'newer-format' ? 'database-newer' : opened.error, incident: null };
}

/** Opens the station for one operator and writes what waited for that. */
export async function signIn(
  core: Core,
  input: Readonly<{ operator: string; secret: string }>,
): Promise<Result<void, Failures<'signIn'>>> {
  const { state, ports } = core;
  const { keyslots, profile } = state;
  if (state.trouble !== null) return err({ code: 'trouble' });
  if (keyslots === null || profile === null) return err({ code: 'wrong-secret' });
  core.lock();
  const slot = keyslots.list().find((one) => one.id === input.operator);
  const opened = await keyslots.unlock(input.operator, input.secret);
  if (slot === undefined || !opened.ok) return err({ code: opened.ok ? 'wrong-secret' : refusalOf(opened.error) });

  const parts = { ports, profile, keyslots };
  const unlocked = unlockStation(parts, slot, opened.value);
  if (!unlocked.ok) {
    if (unlocked.error === 'disk-full' || unlocked.error === 'storage-fault') return err({ code: unlocked.error });
    state.trouble = { code: unlocked.error, incident: null };
    return err({ code: 'trouble' });
  }
  return await begin(core, unlocked.value);
}

function refusalOf({ code }: UnlockFailure): Failures<'signIn'>['code'] {
  return code === 'unknown-operator' ? 'wrong-secret' : code;
}

async function begin(core: Core, unlocked: Unlocked): Promise<Result<void, Failures<'signIn'>>> {
  const { state, ports } = core;
  const { keyslots, profile } = state;
  if (keyslots === null || profile === null) throw new Error('No profile is open');
  const start = unlocked.serving?.ledger.head().size ?? 0;
  try {
    keepFacts({ ports, profile }, unlocked);
    const begun = await beginSession({ ports, profile, keyslots }, unlocked);
    if (!begun.ok) {
      closeUnlocked(unlocked);
      return err({ code: begun.error });
    }
  } catch (thrown) {
    closeUnlocked(unlocked);
    throw thrown;
  } finally {
    core.readFacts();
  }
  state.unlocked = unlocked;
  state.sessionStart = start;
  state.lastTouchMs = ports.clock.monotonicMs();
  writeOutcomes(core);
  return ok(undefined);
}

/** What the printer told while locked. Whatever cannot be written now is kept for the next time. */
function writeOutcomes({ state }: Core): void {
  const serving = state.unlocked?.serving;
  if (serving == null) return;
  for (const [job, outcome] of state.outcomes) {
    const done = printOutcome(serving, job, outcome);
    if (done.ok || done.error.code === 'not-found') state.outcomes.delete(job);
  }
}

/** Seals the operator's slot anew. The kind of secret stays: a PIN for a PIN. */
export async function changeSecret(
  core: Core,
  input: Readonly<{ current: string; next: string }>,
): Promise<Result<void, Failures<'changeSecret'>>> {
  const { state, ports } = core;
  const { unlocked, keyslots } = state;
  if (unlocked === null || keyslots === null) return err({ code: 'locked' });
  const slot = keyslots.list().find((one) => one.id === unlocked.operator.id);
  if (slot === undefined) return err({ code: 'locked' });
  const strong = slot.secretKind === 'pin' ? isPin(input.next) : isPassphrase(input.next);
  if (!strong) return err({ code: 'weak-passphrase' });
  const kdf = await calibrateKdf(ports.random, ports.clock.monotonicMs);
  const changed = await keyslots.changeSecret(slot.id, input.current, input.next, kdf);
  if (!changed.ok) {
    const { code } = changed.error;
    return err({ code: code === 'disk-full' || code === 'storage-fault' ? code : 'wrong-secret' });
  }
  if (unlocked.serving === null) return ok(undefined);
  const appended = append(unlocked.serving, { t: 'control', body: { kind: 'secret-changed' } });
  return appended.ok ? ok(undefined) : err({ code: unforeseen(appended.error) });
}

/** Reads a thrown value as the declared failures of anything that writes; undefined for everything else. */
export function writeFailure(thrown: unknown): 'disk-full' | 'storage-fault' | 'damaged' | undefined {
  const kind = storageTrouble(thrown)?.kind;
  if (kind === undefined || kind === 'constraint') return undefined;
  if (kind === 'disk-full') return 'disk-full';
  return kind === 'damaged' || kind === 'not-a-database' ? 'damaged' : 'storage-fault';
}
