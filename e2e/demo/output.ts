import type { Page } from '@playwright/test';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Desk } from '../screens/desk.ts';
import type { Language } from '../screens/words.ts';
import { bridgeOf, must } from '../fixtures/bridge.ts';

/** Where the demo day leaves what it made. */
export const OUTPUT = join(import.meta.dirname, '..', '..', 'demo-output');

export function emptyOutput(): void {
  rmSync(OUTPUT, { recursive: true, force: true });
  for (const folder of ['screenshots', 'receipts', 'proofs']) mkdirSync(join(OUTPUT, folder), { recursive: true });
}

export function leave(name: string, content: string | Uint8Array): string {
  const path = join(OUTPUT, name);
  writeFileSync(path, content);
  return path;
}

/** One screen in one language. */
export async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(OUTPUT, 'screenshots', `${name}.png`), animations: 'disabled' });
}

/** The screen as it stands, in all three languages; ends in English. */
export async function shootAll(desk: Desk, name: string): Promise<void> {
  const bridge = bridgeOf(desk.page);
  for (const language of ['fr', 'ar', 'en'] as const satisfies readonly Language[]) {
    must(await bridge.station.setLanguage({ language }));
    await desk.page.locator(`html[lang="${language}"]`).waitFor();
    await desk.page.evaluate(() => document.fonts.ready.then(() => undefined));
    await shoot(desk.page, `${name}-${language}`);
  }
}
