import { mkdirSync, rmSync } from 'node:fs';
import { build } from './lib/build.mjs';
import { pack } from './lib/packed.mjs';
import { playwright } from './lib/playwright.mjs';
import { withPostgres } from './lib/postgres.mjs';
import { endToEndReport, unitReport } from './lib/reports.mjs';
import { inRoot, runTool } from './lib/run.mjs';
import { main, say } from './lib/say.mjs';
import { setUp } from './lib/setup.mjs';

const UNIT = inRoot('.cache', 'unit.json');
const E2E = inRoot('.cache', 'e2e.json');
/** `needs` names a step without which this one says nothing. */
const steps = (runtime) => [
  { name: 'format', run: () => runTool('oxfmt/bin/oxfmt', ['--check', '.']) },
  { name: 'lint', run: () => runTool('oxlint/bin/oxlint', ['--type-aware']) },
  { name: 'types', run: () => runTool('typescript/bin/tsc', ['-b']) },
  { name: 'unused code', run: () => runTool('knip/bin/knip.js', []) },
  {
    name: 'unit tests',
    run: () => withPostgres(unitTests),
  },
  { name: 'build', run: build },
  { name: 'pack', run: () => pack(runtime), needs: 'build' },
  {
    name: 'end-to-end tests',
    run: () => playwright('e2e', ['--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: E2E }),
    needs: 'pack',
  },
];

function unitTests(server) {
  const options = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${UNIT}`];
  const env = { ...process.env, ...(server === null ? {} : { TEST_DATABASE_URL: server }) };
  return runTool('vitest/vitest.mjs', options, { env });
}

async function passes(run) {
  try {
    return !(await run());
  } catch (cause) {
    say(cause.message);
    return false;
  }
}

/** `npm run ready` and `npm test`: everything that must hold before a change is shared, closing with the count of tests. */
await main(async () => {
  const runtime = await setUp({ tests: true });
  mkdirSync(inRoot('.cache'), { recursive: true });
  rmSync(UNIT, { force: true });
  rmSync(E2E, { force: true });
  const broken = [];
  for (const { name, run, needs } of steps(runtime)) {
    say(`\n== ${name}`);
    if (broken.includes(needs) || !(await passes(run))) broken.push(name);
  }
  const reports = [unitReport(UNIT), endToEndReport(E2E)];
  const sum = (of) => reports.reduce((total, report) => total + report[of], 0);
  // The end is what people read first, and where output is cut it is all they have.
  for (const failure of reports.flatMap(({ failures }) => failures)) say(`\nFAILED ${failure}`);
  if (broken.length > 0) say(`\nNot in order: ${broken.join(', ')}`);
  // A check that is no test, or a runner that broke before it could count, fails as one.
  const failed = broken.length > 0 ? Math.max(sum('failed'), 1) : sum('failed');
  say(`\n${sum('passed')} passed, ${failed} failed`);
  return broken.length > 0 ? 1 : 0;
});
