import { withVirtualDisplay } from './display.mjs';
import { launchArguments, packedProgram } from './packed.mjs';
import { inRoot, runTool } from './run.mjs';

/** As many as tests run side by side (`workers` of playwright.config.ts): windows on one screen would take each other's focus. */
const SCREENS = 2;

/** Runs one Playwright project against the packed program, on virtual screens. Answers the exit code. */
export function playwright(project, args = [], environment = {}) {
  return withScreens(SCREENS, (screens) => {
    const env = {
      ...screens.at(-1),
      ...(screens.at(-1).DISPLAY === undefined ? {} : { SCREENS: screens.map(({ DISPLAY }) => DISPLAY).join(' ') }),
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

function withScreens(count, work, screens = []) {
  return screens.length === count
    ? work(screens)
    : withVirtualDisplay((screen) => withScreens(count, work, [...screens, screen]));
}
