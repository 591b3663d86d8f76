import { withVirtualDisplay } from './display.mjs';
import { launchArguments, packedProgram } from './packed.mjs';
import { inRoot, runTool } from './run.mjs';

/** Runs one Playwright project against the packed program, on a virtual screen. Answers the exit code. */
export function playwright(project, args = [], environment = {}) {
  return withVirtualDisplay((screen) => {
    const env = {
      ...screen,
      STATION_PROGRAM: packedProgram('test'),
      STATION_PROGRAM_PRODUCTION: packedProgram('production'),
      STATION_ARGUMENTS: launchArguments().join(' '),
      ISSUER_PROGRAM: inRoot('out', 'issuer', 'index.js'),
      COLLECTOR_PROGRAM: inRoot('out', 'collector', 'index.js'),
      VERIFIER_PROGRAM: inRoot('out', 'verifier', 'index.js'),
      ...environment,
    };
    return runTool('@playwright/test/cli.js', ['test', `--project=${project}`, ...args], { env });
  });
}
