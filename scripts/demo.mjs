import { buildIfStale } from './lib/build.mjs';
import { packIfStale } from './lib/packed.mjs';
import { playwright } from './lib/playwright.mjs';
import { main } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';

/** `npm run demo`: a whole distribution day in the packed program, unattended; see demo-output/. */
await main(async (args) => {
  const runtime = await setUp({ tests: true });
  await buildIfStale();
  await packIfStale(runtime);
  return playwright('demo', args);
});
