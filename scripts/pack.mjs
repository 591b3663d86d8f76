import { buildIfStale } from './lib/build.mjs';
import { pack } from './lib/packed.mjs';
import { main } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';

await main(async () => {
  const runtime = await setUp();
  await buildIfStale();
  await pack(runtime);
});
