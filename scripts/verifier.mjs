import { buildIfStale } from './lib/build.mjs';
import { ensureNodeModules } from './lib/node-modules.mjs';
import { inRoot, run } from './lib/run.mjs';
import { main } from './lib/say.mjs';

/** `npm run verifier -- [arguments]`: the auditor's command line. */
await main(async (args) => {
  await ensureNodeModules();
  await buildIfStale();
  return run(process.execPath, [inRoot('out', 'verifier', 'index.js'), ...args], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
  });
});
