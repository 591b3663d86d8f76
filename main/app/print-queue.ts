import type { PrintJob } from '../../shared/ipc/paper-views.ts';
import type { PrinterSettings, PrinterState } from '../../shared/ipc/views.ts';
import type { z } from 'zod';
import type { DeviceAnswer } from '../devices/protocol.ts';
import type { VaultProcess } from '../vault-host/vault-process.ts';

export type Job = z.infer<typeof PrintJob>;
export type PrintPorts = Readonly<{
  vault: Pick<VaultProcess['client'], 'host'>;
  settings: () => PrinterSettings | null;
  render: (job: Job, settings: PrinterSettings) => Promise<Uint8Array>;
  print: (settings: PrinterSettings, bytes: Uint8Array) => Promise<DeviceAnswer>;
  /** Asks the printer how it is, without printing. */
  status: (settings: PrinterSettings, ask: boolean) => Promise<DeviceAnswer>;
  /** Called whenever the state or the number of waiting papers may have changed. */
  changed: () => void;
  fault: (cause: unknown) => void;
}>;

type Slip = Readonly<{
  render: (settings: PrinterSettings) => Promise<Uint8Array>;
  done: (state: PrinterState | null) => void;
}>;

/**
 * The one way to the printer, since most serve one connection at a time. Takes one paper after another out of the vault and
 * prints it. The vault owns the queue: it hears `printStarted` before the first byte and the outcome after the last, so that
 * whatever dies in between is found as "unknown" and never printed twice. Nothing here is waited for by a hand-over.
 */
export class PrintQueue {
  readonly #ports: PrintPorts;
  /** Somebody is at the printer, or about to be. */
  #running = false;
  #again = false;
  readonly #slips: Slip[] = [];
  #printing = false;
  #state: PrinterState = 'checking';
  /** The printer that has told its state, and the one that took a connection and told nothing. */
  #talking: PrinterSettings | null = null;
  #silent: PrinterSettings | null = null;

  constructor(ports: PrintPorts) {
    this.#ports = ports;
  }

  get state(): PrinterState {
    if (this.#ports.settings() === null) return 'not-set-up';
    return this.#printing ? 'printing' : this.#state;
  }

  /** Looks for papers to print; cheap, so it is called after every change of the vault. */
  wake(): void {
    this.#again = true;
    if (this.#running) return;
    this.#running = true;
    void this.#run()
      .catch(this.#ports.fault)
      .finally(() => this.#leave());
  }

  /** Prints something that no act orders (a report, a test), in its turn. Answers the printer's state; null without a printer. */
  printSlip(render: Slip['render']): Promise<PrinterState | null> {
    return new Promise((done) => {
      this.#slips.push({ render, done });
      this.wake();
    });
  }

  /**
   * Asks an idle printer how it is; undefined where it is at work, which tells more. One that has never answered is asked once
   * and then only connected to: it might print what it does not understand.
   */
  async look(settings: PrinterSettings): Promise<PrinterState | undefined> {
    if (this.#running) return undefined;
    this.#running = true;
    try {
      const answer = await this.#ports.status(settings, this.#silent !== settings);
      const hasTold = this.#talking === settings;
      this.#hear(settings, answer);
      // A printer that talks and is late this once is as it was.
      if (answer.answered || answer.state !== 'ready' || !hasTold) this.#tell(answer.state);
      return this.#state;
    } finally {
      this.#leave();
    }
  }

  #leave(): void {
    this.#running = false;
    // Woken between the last look for papers and now.
    if (this.#again) this.wake();
  }

  async #run(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      for (let slip = this.#slips.shift(); slip !== undefined; slip = this.#slips.shift()) await this.#printSlip(slip);
      for (let job = await this.#next(); job !== null; job = await this.#next()) await this.#printOne(job);
    }
  }

  async #next(): Promise<Job | null> {
    const next = await this.#ports.vault.host.nextPrint();
    return next.ok ? next.value : null;
  }

  /** A report can be asked for again at any time, so nobody keeps a record of whether it came out. */
  async #printSlip({ render, done }: Slip): Promise<void> {
    const settings = this.#ports.settings();
    if (settings === null) return done(null);
    try {
      done((await this.#print(settings, await render(settings))).state);
    } catch (thrown) {
      done('fault');
      throw thrown;
    }
  }

  async #printOne(job: Job): Promise<void> {
    const settings = this.#ports.settings();
    const bytes = settings === null ? null : await this.#ports.render(job, settings);
    const started = await this.#ports.vault.host.printStarted({ job: job.job });
    // Without that record on disk not one byte may go out; the vault's own state tells the reason.
    if (!started.ok) return;
    if (settings === null || bytes === null) {
      await this.#ports.vault.host.printOutcome({ job: job.job, state: 'failed' });
      return;
    }
    const { outcome } = await this.#print(settings, bytes);
    await this.#ports.vault.host.printOutcome({ job: job.job, state: outcome });
  }

  async #print(settings: PrinterSettings, bytes: Uint8Array): Promise<DeviceAnswer> {
    this.#printing = true;
    this.#ports.changed();
    try {
      const answer = await this.#ports.print(settings, bytes);
      this.#state = answer.state;
      this.#hear(settings, answer);
      return answer;
    } finally {
      this.#printing = false;
      this.#ports.changed();
    }
  }

  #hear(settings: PrinterSettings, { answered, state }: DeviceAnswer): void {
    if (answered) {
      this.#talking = settings;
      this.#silent = null;
    } else if (state === 'ready' && this.#talking !== settings) this.#silent = settings;
  }

  #tell(state: PrinterState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#ports.changed();
  }
}
