import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IssuerError } from '../issuer-error.ts';

/** `resources/fonts` above this program, built or not. */
export function bundledFonts(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); folder !== dirname(folder); folder = dirname(folder)) {
    const fonts = join(folder, 'resources', 'fonts');
    if (existsSync(fonts)) return fonts;
  }
  throw new IssuerError('The fonts are missing: give --fonts');
}
