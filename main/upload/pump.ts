import type { SendingView } from '../../shared/ipc/sending-views.ts';
import { retryDelayMs } from './backoff.ts';
import type { Outcome } from './exchange.ts';

export type PumpPorts = Readonly<{
  /** One round; what it throws is a fault of the program. */
  round: () => Promise<Outcome>;
  timers: Readonly<{ set: (work: () => void, afterMs: number) => unknown; clear: (timer: unknown) => void }>;
  random: () => number;
  /** Whether there are entries that the collector is not known to hold. */
  waiting: () => boolean;
  /** Whether the computer has any connection at all. */
  linked: () => boolean;
  paused: () => boolean;
  /** Wall clock, for showing the next try only: it decides nothing. */
  wallMs: () => number;
  changed: () => void;
  fault: (cause: unknown) => void;
}>;

/** New entries come in twos and threes (a hand-over, its print): they go together. */
const GATHER_MS = 3000;
/** With nothing to send, the inbox is looked into this often. */
const IDLE_MS = 15 * 60_000;

/**
 * Keeps the ledger on its way: after new entries, at a sign-in, when a connection comes back, by hand, and by a timer that every
 * round arms anew however it ended. It never runs two rounds at once.
 */
export class Pump {
  readonly #ports: PumpPorts;
  #timer: unknown;
  #running = false;
  #again = false;
  #gathering = false;
  #failures = 0;
  #state: SendingView = { phase: 'locked', problem: null, nextTryMs: null };

  constructor(ports: PumpPorts) {
    this.#ports = ports;
    this.#arm(IDLE_MS);
  }

  get view(): SendingView {
    if (this.#running) return { ...this.#state, phase: 'sending', nextTryMs: null };
    return this.#ports.paused() ? { ...this.#state, phase: 'paused', nextTryMs: null } : this.#state;
  }

  /** The ledger has grown. A pump that waits after a failure goes on waiting. */
  grown(): void {
    if (this.#running || this.#gathering || this.#state.phase !== 'idle') return;
    this.#gathering = true;
    this.#arm(GATHER_MS);
  }

  /** Somebody signed in, or a connection came back: what went wrong before counts no more. */
  wake(): void {
    if (this.#state.phase === 'stopped') return;
    this.#failures = 0;
    this.#start();
  }

  /** By hand: also where the pump had stopped. */
  sendNow(): void {
    this.#failures = 0;
    this.#start();
  }

  /** The setting has changed. */
  pausedChanged(): void {
    if (!this.#ports.paused()) this.sendNow();
    this.#ports.changed();
  }

  close(): void {
    this.#ports.timers.clear(this.#timer);
    this.#timer = undefined;
    this.#running = true;
  }

  #start(): void {
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#gathering = false;
    if (this.#ports.paused()) return this.#arm(IDLE_MS);
    this.#running = true;
    this.#ports.changed();
    void this.#run();
  }

  async #run(): Promise<void> {
    let outcome: Outcome = { kind: 'failed', problem: 'station-fault' };
    try {
      outcome = await this.#ports.round();
    } catch (cause) {
      this.#ports.fault(cause);
    } finally {
      this.#running = false;
      this.#settle(outcome);
      this.#ports.changed();
    }
  }

  #settle(outcome: Outcome): void {
    const again = this.#again && outcome.kind === 'done';
    this.#again = false;
    this.#failures = outcome.kind === 'failed' ? this.#failures + 1 : 0;
    const delayMs = again ? 0 : this.#delayAfter(outcome);
    this.#state = {
      phase: phaseOf(outcome),
      problem: outcome.kind === 'failed' || outcome.kind === 'stopped' ? outcome.problem : null,
      nextTryMs: outcome.kind === 'failed' ? this.#ports.wallMs() + delayMs : null,
    };
    this.#arm(delayMs);
  }

  #delayAfter(outcome: Outcome): number {
    if (outcome.kind === 'done' && this.#ports.waiting()) return GATHER_MS;
    if (outcome.kind !== 'failed') return IDLE_MS;
    const { retryAfterMs, problem } = outcome;
    if (problem === 'frozen') return IDLE_MS;
    const trouble = { failures: this.#failures, linked: this.#ports.linked(), retryAfterMs };
    return retryDelayMs(trouble, this.#ports.random);
  }

  #arm(afterMs: number): void {
    this.#ports.timers.clear(this.#timer);
    this.#timer = this.#ports.timers.set(() => {
      // What stopped for good reason is only asked again by a person.
      if (this.#state.phase === 'stopped') this.#arm(IDLE_MS);
      else this.#start();
    }, afterMs);
  }
}

function phaseOf(outcome: Outcome): SendingView['phase'] {
  switch (outcome.kind) {
    case 'done':
      return 'idle';
    case 'failed':
      return 'waiting';
    case 'locked':
    case 'not-set-up':
    case 'stopped':
      return outcome.kind;
  }
}
