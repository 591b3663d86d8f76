// Small helpers of the set-up scripts. Plain JavaScript without dependencies: they run before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The checkout, without a trailing slash. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
export const isRoot = process.getuid?.() === 0;

export function say(text) {
  process.stderr.write(`tallypoint: ${text}\n`);
}

/** Ends the script with a sentence that says what to do. */
export function stop(text) {
  say(text);
  process.exit(1);
}

/** Runs a command with its output on this terminal; answers its exit status. A signal counts as a failure. */
export function run(command, args, { env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env }, shell: false });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

/** Like `run`, but a failure ends the script with the same status. */
export async function must(command, args, options) {
  const status = await run(command, args, options);
  if (status !== 0) process.exit(status);
}

/** What a command prints, or undefined where it cannot be run or fails. */
export function read(command, args, { cwd = root } = {}) {
  const done = spawnSync(command, args, { cwd, encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 });
  return done.status === 0 ? done.stdout.trim() : undefined;
}

/** npm as this very npm, so that no second one on the PATH is taken. */
export function npm(args) {
  const cli = process.env.npm_execpath;
  return cli?.endsWith('.js') ? [process.execPath, [cli, ...args]] : ['npm', args];
}
