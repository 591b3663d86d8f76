import { join } from 'node:path';
import { ensureNodeModules } from './node-modules.mjs';
import { ensureRuntime } from './runtime.mjs';
import { checkLibraries, ensureSystem } from './system.mjs';

/** Brings everything a fresh machine lacks; answers the Electron distribution to use. Quick where nothing is missing. */
export async function setUp({ tests = false } = {}) {
  await ensureNodeModules();
  await ensureSystem({ tests });
  const runtime = await ensureRuntime();
  checkLibraries(join(runtime.dist, 'electron'));
  return runtime;
}
