import type { PrinterSettings, PrinterState } from '../../shared/ipc/views.ts';
import type { PrintQueue } from './print-queue.ts';

export type WatchPorts = Readonly<{
  settings: () => PrinterSettings | null;
  look: PrintQueue['look'];
  /** Runs the work once after so many milliseconds; answers how to call it off. */
  later: (work: () => void, ms: number) => () => void;
}>;

/** How long after an answer the printer is asked again. */
const AT_WORK_MS = 10_000;
/** Somebody stands at the printer and wants to see that it is mended; or it was busy. */
const SOON_MS = 3000;
/** A printer that is off is looked for less and less often. */
const LONGEST_MS = 60_000;

/**
 * Asks an idle printer now and then how it is, so that the strip tells of an empty roll before the next family's receipt does.
 * Each question is a connection of its own, closed at once: others may want the printer.
 */
export class PrinterWatch {
  readonly #ports: WatchPorts;
  #settings: PrinterSettings | null = null;
  #callOff: (() => void) | undefined;
  #misses = 0;
  /** What was asked before the settings changed, or before the end, has no follow-up. */
  #round = 0;

  constructor(ports: WatchPorts) {
    this.#ports = ports;
  }

  /** To be called at the start and whenever the settings may have changed: another printer is looked at at once. */
  notice(): void {
    const settings = this.#ports.settings();
    if (settings === this.#settings) return;
    this.stop();
    this.#settings = settings;
    this.#misses = 0;
    if (settings !== null) void this.#look(settings, this.#round);
  }

  stop(): void {
    this.#round += 1;
    this.#callOff?.();
  }

  async #look(settings: PrinterSettings, round: number): Promise<void> {
    const state = await this.#ports.look(settings);
    if (round !== this.#round) return;
    this.#misses = state === 'no-answer' ? this.#misses + 1 : 0;
    this.#callOff = this.#ports.later(() => void this.#look(settings, round), this.#pauseMs(state));
  }

  #pauseMs(state: PrinterState | undefined): number {
    if (state === 'no-answer') return Math.min(LONGEST_MS, SOON_MS * 2 ** this.#misses);
    return state === 'ready' || state === 'paper-low' ? AT_WORK_MS : SOON_MS;
  }
}
