import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASIDE, Stop, sayAside } from './say.mjs';
import { inRoot, runTool } from './run.mjs';

const SOURCES = ['main', 'renderer', 'shared', 'upstream', 'resources', 'vite.config.ts', 'package-lock.json'];
const STAMP = inRoot('out', '.built');

function newestMs(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(
    stat.mtimeMs,
    ...readdirSync(path)
      .filter((name) => !name.endsWith('.tsbuildinfo'))
      .map((name) => newestMs(join(path, name))),
  );
}

/** When a file was last written, 0 where there is none. */
export const writtenMs = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

export const builtMs = () => writtenMs(STAMP);

export async function build() {
  sayAside('Building ...');
  const startedMs = Date.now();
  if ((await runTool('vite/bin/vite.js', ['build', '--app', '--logLevel', 'warn'], ASIDE)) !== 0)
    throw new Stop('The build failed: see above.');
  writeFileSync(STAMP, String(startedMs));
}

export async function buildIfStale() {
  const newest = Math.max(...SOURCES.map((name) => newestMs(inRoot(name))));
  if (!existsSync(STAMP) || builtMs() < newest) await build();
}
