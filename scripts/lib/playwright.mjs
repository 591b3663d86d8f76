import { withVirtualDisplay } from './display.mjs';
import { runTool } from './run.mjs';

/** Runs one Playwright project against the packed program, on a virtual screen. Answers the exit code. */
export function playwright(project, args = [], environment = {}) {
  return withVirtualDisplay((env) => runTool('@playwright/test/cli.js', ['test', `--project=${project}`, ...args], { env: { ...env, ...environment } }));
}
