import { buildIfStale } from './lib/build.mjs';
import { packIfStale } from './lib/packed.mjs';
import { playwright } from './lib/playwright.mjs';
import { main } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';

/** `npm run e2e -- [Playwright's arguments]`: the end-to-end tests, on a program packed anew where anything changed. */
await main(async (args) => {
  const runtime = await setUp({ tests: true });
  await buildIfStale();
  await packIfStale(runtime);
  return playwright('e2e', args);
});
