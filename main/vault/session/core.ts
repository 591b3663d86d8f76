import type { VaultView } from '../../../shared/ipc/views.ts';
import type { Keyslots } from '../crypto/keyslots.ts';
import type { Certified } from '../setup/certificate.ts';
import { readFacts, vaultFiles, type PublicFacts } from '../setup/station-file.ts';
import { idleLockMinutes, vaultView, type Trouble } from '../view/vault-view.ts';
import type { Profile, VaultPorts } from './ports.ts';
import { database, type Serving, type ServingCycle } from './serving.ts';
import { closeUnlocked, type Unlocked } from './unlocked.ts';

/** What the vault remembers between two requests. Everything that must outlive it is in a file. */
export type VaultState = {
  profile: Profile | null;
  /** What `station.json` says; read again by `readFacts` after it may have changed. */
  facts: PublicFacts | undefined;
  keyslots: Keyslots | null;
  unlocked: Unlocked | null;
  trouble: Trouble | null;
  /** The certificate shown last, waiting for a person to compare its fingerprint. */
  chosen: Certified | null;
  job: VaultView['job'];
  cancel: AbortController | null;
  /** Outcomes told by the printer while locked. */
  outcomes: Map<number, 'confirmed' | 'sent' | 'failed' | 'unknown'>;
  /** First entry of this session: a clock entry from there on warns. */
  sessionStart: number;
  lastTouchMs: number;
};

export type Core = Readonly<{
  ports: VaultPorts;
  state: VaultState;
  view: () => VaultView;
  /** Tells main how things are now, once for all of a request. Called after commits only. */
  changed: () => void;
  /** Runs a request: what changes meanwhile is told once, before its answer. */
  request: <T>(work: () => Promise<T>) => Promise<T>;
  readFacts: () => void;
  idleLockMinutes: () => number;
  /** For whoever serves people: signed in as clerk or supervisor, on a certified station. */
  serving: () => Serving | undefined;
  /** The same with a cycle installed. */
  withCycle: () => ServingCycle | undefined;
  lock: () => void;
}>;

export function createCore(ports: VaultPorts): Core {
  const state: VaultState = {
    profile: null,
    facts: undefined,
    keyslots: null,
    unlocked: null,
    trouble: null,
    chosen: null,
    job: null,
    cancel: null,
    outcomes: new Map(),
    sessionStart: 0,
    lastTouchMs: ports.clock.monotonicMs(),
  };
  const view = (): VaultView =>
    vaultView({
      facts: state.facts,
      slots: state.keyslots?.list() ?? [],
      trouble: state.trouble,
      unlocked: state.unlocked,
      job: state.job,
      clockWarning: warnsOfClock(state),
    });
  const serving = (): Serving | undefined => {
    const { unlocked } = state;
    return unlocked === null || unlocked.operator.role === 'setup' ? undefined : (unlocked.serving ?? undefined);
  };
  let running = 0;
  let untold = false;
  const changed = (): void => {
    untold = running > 0;
    if (!untold) ports.changed(view());
  };
  return {
    ports,
    state,
    view,
    changed,
    async request(work) {
      running += 1;
      try {
        return await work();
      } finally {
        running -= 1;
        if (untold) changed();
      }
    },
    readFacts() {
      const { profile } = state;
      state.facts = profile === null ? undefined : readFacts(ports.disk, vaultFiles(profile.folder).facts);
    },
    idleLockMinutes: () => idleLockMinutes(state),
    serving,
    withCycle() {
      const current = serving();
      return current !== undefined && hasCycle(current) ? current : undefined;
    },
    lock() {
      if (state.unlocked !== null) closeUnlocked(state.unlocked);
      state.unlocked = null;
      state.chosen = null;
    },
  };
}

function hasCycle(serving: Serving): serving is ServingCycle {
  return serving.cycle !== null;
}

function warnsOfClock({ unlocked, sessionStart }: VaultState): boolean {
  const serving = unlocked?.serving;
  if (serving == null) return false;
  const found = database(serving)
    .prepare(`SELECT 1 FROM entry WHERE type = 'clock' AND seq >= ? LIMIT 1`, { pluck: true })
    .get([sessionStart]);
  return found !== undefined;
}
