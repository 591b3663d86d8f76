import type { PrintJob } from '../../shared/ipc/paper-views.ts';
import type { PrinterSettings, PrinterState } from '../../shared/ipc/views.ts';
import type { z } from 'zod';
import type { DeviceAnswer } from '../devices/protocol.ts';
import type { VaultProcess } from '../vault-host/vault-process.ts';

type Job = z.infer<typeof PrintJob>;
export type PrintPorts = Readonly<{
  vault: VaultProcess['client'];
  settings: () => PrinterSettings | null;
  render: (job: Job, settings: PrinterSettings) => Promise<Uint8Array>;
  print: (settings: PrinterSettings, bytes: Uint8Array) => Promise<DeviceAnswer>;
  /** Called whenever the state or the number of waiting receipts may have changed. */
  changed: () => void;
  fault: (cause: unknown) => void;
}>;

/**
 * Takes one receipt after another out of the vault and puts it on paper. The vault owns the queue: it hears `printStarted`
 * before the first byte and the outcome after the last, so that whatever dies in between is found as "unknown" and never
 * printed twice. Nothing here is waited for by a hand-over.
 */
export class PrintQueue {
  readonly #ports: PrintPorts;
  #running = false;
  #again = false;
  readonly #slips: ((settings: PrinterSettings) => Promise<Uint8Array>)[] = [];
  #state: PrinterState = 'ready';

  constructor(ports: PrintPorts) {
    this.#ports = ports;
  }

  get state(): PrinterState {
    if (this.#ports.settings() === null) return 'not-set-up';
    return this.#running ? 'printing' : this.#state;
  }

  /** Looks for receipts to print; cheap, so it is called after every change of the vault. */
  wake(): void {
    this.#again = true;
    if (this.#running) return;
    this.#running = true;
    void this.#run()
      .catch(this.#ports.fault)
      .finally(() => {
        this.#running = false;
        this.#ports.changed();
      });
  }

  /** Prints something that is no receipt (a report), in its turn: most printers serve one connection at a time. */
  printSlip(render: (settings: PrinterSettings) => Promise<Uint8Array>): void {
    this.#slips.push(render);
    this.wake();
  }

  note(state: PrinterState): void {
    this.#state = state;
    this.#ports.changed();
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
  async #printSlip(render: (settings: PrinterSettings) => Promise<Uint8Array>): Promise<void> {
    const settings = this.#ports.settings();
    if (settings === null) return;
    const bytes = await render(settings);
    this.#ports.changed();
    this.#state = (await this.#ports.print(settings, bytes)).state;
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
    this.#ports.changed();
    const { outcome, state } = await this.#ports.print(settings, bytes);
    this.#state = state;
    await this.#ports.vault.host.printOutcome({ job: job.job, state: outcome });
  }
}
