import { cpSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtMs, writtenMs } from './build.mjs';
import { Stop, say } from './say.mjs';
import { inRoot, runTool } from './run.mjs';

const STAMP = inRoot('dist', '.packed');

/** What electron-builder calls the folder of an unpacked program, and where the program is in it. */
function layout() {
  if (process.platform === 'win32') return { folder: 'win-unpacked', program: 'Tallypoint.exe' };
  if (process.platform === 'darwin')
    return {
      folder: process.arch === 'arm64' ? 'mac-arm64' : 'mac',
      program: 'Tallypoint.app/Contents/MacOS/Tallypoint',
    };
  return { folder: process.arch === 'arm64' ? 'linux-arm64-unpacked' : 'linux-unpacked', program: 'tallypoint' };
}

/** The packed program as people get it, or its copy that test drivers can attach to. */
export function packedProgram(kind) {
  const { folder, program } = layout();
  return inRoot('dist', kind === 'test' ? `${folder}-test` : folder, program);
}

/** Packs what is built, without the network, and makes the copy for the tests: the same program but for one fuse. */
export async function pack(runtime) {
  say('Packing ...');
  rmSync(STAMP, { force: true });
  const options = [
    '--dir',
    '--publish',
    'never',
    `-c.electronDist=${runtime.dist}`,
    `-c.electronVersion=${runtime.version}`,
  ];
  const environment = { ...process.env, CSC_IDENTITY_AUTO_DISCOVERY: 'false' };
  if ((await runTool('electron-builder/cli.js', options, { env: environment })) !== 0)
    throw new Stop('Packing failed: see above.');

  const { folder } = layout();
  const copy = inRoot('dist', `${folder}-test`);
  rmSync(copy, { recursive: true, force: true });
  cpSync(inRoot('dist', folder), copy, { recursive: true, verbatimSymlinks: true });
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses');
  await flipFuses(packedProgram('test'), {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: process.platform === 'darwin',
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  writeFileSync(STAMP, runtime.version);
}

export async function packIfStale(runtime) {
  const sources = ['electron-builder.yml', 'package.json'].map((name) => writtenMs(inRoot(name)));
  const packedMs = writtenMs(STAMP);
  const whole = existsSync(packedProgram('test')) && readdirSync(join(packedProgram('test'), '..')).length > 0;
  if (!whole || packedMs < Math.max(builtMs(), ...sources)) await pack(runtime);
}

/** Chromium refuses its sandbox to root. Only these launchers ever pass the switch, never the program itself. */
export function launchArguments() {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
