import type { PrinterState, SendingView, StationView, VaultView } from '../../shared/ipc/views.ts';
import type { Settings, SettingsFile } from './settings.ts';

export type StationStatePorts = Readonly<{
  settings: SettingsFile;
  version: string;
  now: () => number;
  printer: () => PrinterState;
  sending: () => SendingView;
  /** Told at most once a turn of the loop, however much changed in it. */
  changed: (view: StationView) => void;
}>;

/** Puts together what every screen shows: the vault's half and main's own. */
export class StationState {
  readonly #ports: StationStatePorts;
  #vault: VaultView;
  #due = false;

  constructor(ports: StationStatePorts, vault: VaultView) {
    this.#ports = ports;
    this.#vault = vault;
  }

  get vault(): VaultView {
    return this.#vault;
  }

  get settings(): Settings {
    return this.#ports.settings.current;
  }

  take(vault: VaultView): void {
    this.#vault = vault;
    this.announce();
  }

  change(changes: Partial<Settings>): void {
    this.#ports.settings.change(changes);
    this.announce();
  }

  view(): StationView {
    const { language, contrast, sounds, printer, camera } = this.settings;
    const state = this.#ports.printer();
    return {
      vault: this.#vault,
      language,
      contrast,
      sounds,
      camera,
      sending: this.#ports.sending(),
      // One receipt is in hand at a time; those behind it are seconds away.
      printer: { state, waiting: state === 'printing' ? 1 : 0, settings: printer },
      version: this.#ports.version,
      nowMs: this.#ports.now(),
    };
  }

  announce(): void {
    if (this.#due) return;
    this.#due = true;
    setImmediate(() => {
      this.#due = false;
      this.#ports.changed(this.view());
    });
  }
}
