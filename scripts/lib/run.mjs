import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
export const inRoot = (...parts) => join(root, ...parts);

/** Runs a program to its end with its output shown; answers the exit code (1 where a signal or a time-out ended it). */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs a tool out of node_modules by the file its package names. */
export function runTool(file, args, options = {}) {
  return run(process.execPath, [inRoot('node_modules', file), ...args], options);
}

/** npm by the very copy that runs this script, which needs no shell on Windows either. */
export function npm(args, options = {}) {
  const own = process.env.npm_execpath;
  return own?.endsWith('.js')
    ? run(process.execPath, [own, ...args], options)
    : run('npm', args, { shell: process.platform === 'win32', ...options });
}
