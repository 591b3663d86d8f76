import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildIfStale } from './lib/build.mjs';
import { packIfStale } from './lib/packed.mjs';
import { playwright } from './lib/playwright.mjs';
import { withPostgres } from './lib/postgres.mjs';
import { inRoot, run } from './lib/run.mjs';
import { main, say } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';

const WITHOUT_WINDOW = '--no-window';
/** The window is measured up to the roll that the station makes its promises for. */
const MOST_IN_WINDOW = 100_000;

/** The sizes of roll to measure the window with, out of the options of the benchmark, which checks them itself. */
function windowSizes(args) {
  const options = { households: { type: 'string' }, quick: { type: 'boolean' } };
  const { households = '10000,100000', quick } = parseArgs({ args, options, strict: false }).values;
  const sizes = String(quick ? '10000' : households).split(',');
  return sizes.filter((size) => Number(size) <= MOST_IN_WINDOW);
}

/**
 * `npm run bench -- [--json FILE] [--no-window] [--quick] ...`: measures the real window, unless told not to, then the vault
 * under Node, and puts all figures into one list.
 */
await main(async (args) => {
  const runtime = await setUp();
  await buildIfStale();
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const bench = (more) =>
    withPostgres((server) => {
      const env = { ...process.env, ...(server === null ? {} : { BENCH_DATABASE_URL: server }) };
      return run(process.execPath, [inRoot('out', 'bench', 'index.js'), ...more], { cwd, env });
    });
  const sizes = windowSizes(args);
  const rest = args.filter((arg) => arg !== WITHOUT_WINDOW);
  if (rest.length < args.length || rest.includes('--help') || rest.includes('-h') || sizes.length === 0)
    return bench(rest);

  await packIfStale(runtime);
  const folder = mkdtempSync(join(tmpdir(), 'tallypoint-window-'));
  try {
    const rows = join(folder, 'rows.json');
    say(`Measuring the window with ${sizes.join(' and ')} households ...`);
    const failed = await playwright('bench', [], {
      BENCH_ROWS: rows,
      BENCH_HOUSEHOLDS: sizes.join(','),
      ...(process.platform === 'linux' ? { ELECTRON_FOLDER: runtime.dist } : {}),
    });
    if (failed !== 0) say('The window could not be measured: see above. Its figures will be missing.');
    return (await bench(existsSync(rows) ? [...rest, '--with', rows] : rest)) || failed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
