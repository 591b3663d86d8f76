import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Language, PrinterSettings } from '../../shared/ipc/views.ts';

const Settings = z.object({
  language: Language.catch('en'),
  contrast: z.enum(['normal', 'high']).catch('normal'),
  sounds: z.boolean().catch(true),
  printer: PrinterSettings.nullable().catch(null),
});
export type Settings = z.infer<typeof Settings>;

/** Convenience only: nothing here is a fact of the programme, so a damaged file falls back to defaults. */
export type SettingsFile = Readonly<{ current(): Settings; change(part: Partial<Settings>): void }>;

function readSettings(file: string, language: string): Settings {
  const known = Language.safeParse(language.slice(0, 2).toLowerCase());
  const defaults = { language: known.success ? known.data : 'en', contrast: 'normal', sounds: true, printer: null };
  try {
    return Settings.parse({ ...defaults, ...(JSON.parse(readFileSync(file, 'utf8')) as object) });
  } catch {
    return Settings.parse(defaults);
  }
}

/** `settings.json` of the profile. Writes are atomic; `change` throws where the disk refuses. */
export function openSettings(profile: string, systemLanguage: string): SettingsFile {
  const file = join(profile, 'settings.json');
  let settings = readSettings(file, systemLanguage);
  return {
    current: () => settings,
    change(part) {
      const next = { ...settings, ...part };
      const handle = openSync(`${file}.new`, 'w', 0o600);
      try {
        writeSync(handle, `${JSON.stringify(next, null, 2)}\n`);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(`${file}.new`, file);
      settings = next;
    },
  };
}
