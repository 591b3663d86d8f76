import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Language, PrinterSettings } from '../../shared/ipc/views.ts';

const Settings = z.object({
  language: Language,
  contrast: z.enum(['normal', 'high']),
  sounds: z.boolean(),
  printer: PrinterSettings.nullable(),
  /** The camera chosen last, as the browser names it. */
  camera: z.string().nullable().default(null),
  sendingPaused: z.boolean().default(false),
});
export type Settings = z.infer<typeof Settings>;

/** Preferences of this machine: no personal data, so a plain file. A damaged one falls back to the defaults. */
export class SettingsFile {
  readonly #path: string;
  #settings: Settings;

  constructor(profile: string, systemLanguage: string) {
    this.#path = join(profile, 'settings.json');
    this.#settings = read(this.#path) ?? {
      language: languageOf(systemLanguage),
      contrast: 'normal',
      sounds: true,
      printer: null,
      camera: null,
      sendingPaused: false,
    };
  }

  get current(): Settings {
    return this.#settings;
  }

  change(changes: Partial<Settings>): void {
    this.#settings = { ...this.#settings, ...changes };
    // Written beside and renamed, so that a power cut leaves the old file or the new one.
    const file = openSync(`${this.#path}.new`, 'w', 0o600);
    writeSync(file, JSON.stringify(this.#settings));
    fsyncSync(file);
    closeSync(file);
    renameSync(`${this.#path}.new`, this.#path);
  }
}

function read(path: string): Settings | undefined {
  try {
    return Settings.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function languageOf(system: string): Language {
  const parsed = Language.safeParse(system.slice(0, 2).toLowerCase());
  return parsed.success ? parsed.data : 'en';
}
