import { defineConfig } from '@playwright/test';

/** All projects drive the packed program. They are started by `scripts/`, which provide the screen and the program. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // Two stations side by side on a small machine would measure each other.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  projects: [
    { name: 'e2e', testMatch: '**/*.spec.ts' },
    { name: 'demo', testMatch: 'demo/*.demo.ts', timeout: 20 * 60_000 },
    { name: 'bench', testMatch: 'bench/*.bench.ts', timeout: 30 * 60_000 },
    { name: 'sample', testMatch: 'demo/*.sample.ts', timeout: 10 * 60_000 },
  ],
});
