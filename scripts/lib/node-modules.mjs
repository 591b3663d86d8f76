import { existsSync, readFileSync } from 'node:fs';
import { ASIDE, Stop, sayAside } from './say.mjs';
import { inRoot, npm } from './run.mjs';

const read = (path) => JSON.parse(readFileSync(path, 'utf8')).packages;

/** Compares npm's own record of what is installed with the lock file; packages for other platforms may be absent. */
function isCurrent() {
  const record = inRoot('node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = read(record);
  const locked = read(inRoot('package-lock.json'));
  const differs = Object.entries(locked).some(([path, entry]) => {
    if (path === '') return false;
    const own = installed[path];
    return own === undefined
      ? entry.optional !== true && entry.devOptional !== true
      : own.integrity !== entry.integrity;
  });
  return !differs && Object.keys(installed).every((path) => path in locked);
}

export async function ensureNodeModules() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Stop(`Node.js 20.19 or newer is needed; this is ${process.versions.node}.`);
  }
  if (isCurrent()) return;
  sayAside('Installing the packages of the lock file ...');
  if ((await npm(['ci', '--no-audit', '--no-fund'], ASIDE)) !== 0) throw new Stop('`npm ci` failed: see above.');
}
