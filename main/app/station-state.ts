import type { PrinterState, StationView } from '../../shared/ipc/views.ts';
import type { VaultHost } from '../vault-host/vault-host.ts';
import type { SettingsFile } from './settings.ts';

export type PrinterReport = Readonly<{ state: PrinterState; waiting: number }>;

/** Puts together what every screen shows and tells it on, at most once a turn of the loop. */
export class StationState {
  readonly #vault: VaultHost;
  readonly #settings: SettingsFile;
  readonly #version: string;
  readonly #clock: () => number;
  readonly #tell: (view: StationView) => void;
  #printer: PrinterReport = { state: 'not-set-up', waiting: 0 };
  #due = false;

  constructor(parts: Readonly<{ vault: VaultHost; settings: SettingsFile; version: string; clock: () => number; tell: (view: StationView) => void }>) {
    this.#vault = parts.vault;
    this.#settings = parts.settings;
    this.#version = parts.version;
    this.#clock = parts.clock;
    this.#tell = parts.tell;
    this.#vault.onChanged(() => this.changed());
  }

  view(): StationView {
    const { language, contrast, sounds, printer } = this.#settings.current();
    return {
      vault: this.#vault.view(),
      language,
      contrast,
      sounds,
      printer: { ...this.#printer, settings: printer },
      version: this.#version,
      nowMs: this.#clock(),
    };
  }

  setPrinter(report: PrinterReport): void {
    if (report.state === this.#printer.state && report.waiting === this.#printer.waiting) return;
    this.#printer = report;
    this.changed();
  }

  changed(): void {
    if (this.#due) return;
    this.#due = true;
    setImmediate(() => {
      this.#due = false;
      this.#tell(this.view());
    });
  }
}
