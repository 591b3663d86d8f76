import { buildIfStale } from './lib/build.mjs';
import { ensureNodeModules } from './lib/node-modules.mjs';
import { inRoot, run } from './lib/run.mjs';
import { main } from './lib/say.mjs';

/** `npm run verdict -- --trust FILE`: what a station would say to the code on the standard input. */
await main(async (args) => {
  await ensureNodeModules();
  await buildIfStale();
  return run(process.execPath, [inRoot('out', 'verdict', 'index.js'), ...args], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
  });
});
