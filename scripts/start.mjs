import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from './lib/build.mjs';
import { hasDisplay } from './lib/display.mjs';
import { launchArguments, packIfStale, packedProgram } from './lib/packed.mjs';
import { playwright } from './lib/playwright.mjs';
import { inRoot, run } from './lib/run.mjs';
import { Stop, main, say } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';

const SAMPLE = inRoot('.cache', 'sample');

/** `npm start`: the station with the sample cycle on it; on a machine without a screen, the demonstration day instead. */
await main(async (args) => {
  const runtime = await setUp();
  await buildIfStale();
  await packIfStale(runtime);
  if (!hasDisplay()) {
    say('There is no screen here: running the demonstration day on a virtual one.');
    return playwright('demo');
  }
  if (args.some((arg) => arg.startsWith('--profile='))) {
    return run(packedProgram('production'), [...launchArguments(), ...args]);
  }
  const sheet = join(SAMPLE, 'ready');
  if (!existsSync(sheet)) {
    say('Making a sample station (once) ...');
    if ((await playwright('sample', [], { SAMPLE_FOLDER: SAMPLE })) !== 0)
      throw new Stop('The sample station could not be made: see above.');
  }
  say(readFileSync(sheet, 'utf8'));
  return run(packedProgram('production'), [...launchArguments(), `--profile=${join(SAMPLE, 'profile')}`, ...args]);
});
