import { NO_OUTBOX, type VaultView } from '../../../shared/ipc/views.ts';
import type { Keyslots } from '../crypto/keyslots.ts';
import { outboxView } from '../outbox/outbox-view.ts';
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
  /** What was known of the ledger's way home at the last lock; its files are closed since. */
  lastOutbox: VaultView['outbox'];
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
    lastOutbox: NO_OUTBOX,
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
      lastOutbox: state.lastOutbox,
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
      const { unlocked } = state;
      if (unlocked?.serving != null) state.lastOutbox = figuresOf(unlocked.serving);
      if (unlocked !== null) closeUnlocked(unlocked);
      state.unlocked = null;
      state.chosen = null;
    },
  };
}

/** Figures only: what they are about is for whoever signs in. A lock succeeds whatever state the files are in. */
function figuresOf(serving: Serving): VaultView['outbox'] {
  try {
    const { total, sent, acknowledged, acknowledgedAtMs } = outboxView(serving);
    return { ...NO_OUTBOX, total, sent, acknowledged, acknowledgedAtMs };
  } catch {
    return NO_OUTBOX;
  }
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
