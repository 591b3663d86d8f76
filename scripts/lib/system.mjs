import { spawnSync } from 'node:child_process';
import { Stop, say } from './say.mjs';
import { run } from './run.mjs';

/** Debian's names; where a release renamed a package, the newer name follows. */
const WINDOW = [
  ['xvfb'],
  ['libgtk-3-0', 'libgtk-3-0t64'],
  ['libnss3'],
  ['libasound2', 'libasound2t64'],
  ['libgbm1'],
  ['libusb-1.0-0'],
];
/** The tests read the PDF and the printed codes back with other people's programs, and run the collector on a real server. */
const TESTS = [['poppler-utils'], ['zbar-tools'], ['postgresql', 'postgresql-15', 'postgresql-17'], ['chromium']];

function quietly(command, args) {
  return spawnSync(command, args, { encoding: 'utf8' });
}

function isInstalled(name) {
  return quietly('dpkg-query', ['-W', '-f', '${db:Status-Status}', name]).stdout === 'installed';
}

/** Installs what Electron and (if asked) the tests need from Debian as root; else says the exact command. */
export async function ensureSystem({ tests }) {
  if (process.platform !== 'linux' || quietly('dpkg-query', ['--version']).error) return;
  const missing = () => [...WINDOW, ...(tests ? TESTS : [])].filter((names) => !names.some(isInstalled));
  if (missing().length === 0) return;
  const known = (names) => names.find((name) => quietly('apt-cache', ['show', name]).status === 0) ?? names[0];
  if (process.getuid() !== 0) {
    const names = missing().map(known).join(' ');
    throw new Stop(`System libraries are missing. Run:\n  sudo apt-get update && sudo apt-get install -y ${names}`);
  }
  say('Installing system libraries ...');
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  await run('apt-get', ['update', '-qq'], options);
  const names = missing().map(known);
  const code = await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], options);
  if (code !== 0 || missing().length > 0) throw new Stop(`apt-get could not install: ${names.join(' ')}`);
}

/** On systems without Debian's package list: names the shared libraries the program cannot find. */
export function checkLibraries(executable) {
  if (process.platform !== 'linux') return;
  const list = quietly('ldd', [executable]);
  if (list.error || list.status !== 0) return;
  const missing = [...list.stdout.matchAll(/^\s*(\S+) => not found$/gm)].map((match) => match[1]);
  if (missing.length > 0)
    throw new Stop(`The program cannot start; these system libraries are missing: ${missing.join(', ')}`);
}
