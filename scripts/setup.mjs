import { main, say } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';

await main(async () => {
  const runtime = await setUp({ tests: true });
  say(`Ready. Electron ${runtime.version} in ${runtime.dist}`);
});
