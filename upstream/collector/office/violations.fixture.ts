import type { Page } from '@playwright/test';
import axe from 'axe-core';

type Violation = Readonly<{ id: string; nodes: readonly Readonly<{ html: string }>[] }>;

/** What axe finds in the way of anybody on the page as it is. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } }).axe.run(),
  );
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
