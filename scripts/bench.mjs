import { buildIfStale } from './lib/build.mjs';
import { packIfStale } from './lib/packed.mjs';
import { withVirtualDisplay } from './lib/display.mjs';
import { inRoot, run } from './lib/run.mjs';
import { main } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';

/** `npm run bench -- --json FILE`: measures the vault under Node, and scan to verdict in the real window. */
await main(async (args) => {
  const runtime = await setUp();
  await buildIfStale();
  await packIfStale(runtime);
  const cwd = process.env.INIT_CWD ?? process.cwd();
  return withVirtualDisplay((env) =>
    run(process.execPath, [inRoot('out', 'bench', 'index.js'), ...args], { cwd, env }),
  );
});
