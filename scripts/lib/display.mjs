import { spawn } from 'node:child_process';
import { Stop } from './say.mjs';

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);

/** Runs `work` with the environment of a virtual screen; on systems that always have one, with the real one. */
export async function withVirtualDisplay(work) {
  if (process.platform !== 'linux') return work({ ...process.env });
  // Xvfb chooses a free number itself and writes it to file descriptor 3.
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  try {
    const number = await new Promise((resolve, reject) => {
      screen.once('error', reject);
      screen.once('exit', () => reject(new Stop('Xvfb could not start.')));
      screen.stdio[3].once('data', (data) => resolve(String(data).trim()));
    });
    const { WAYLAND_DISPLAY: _none, ...environment } = process.env;
    return await work({ ...environment, DISPLAY: `:${number}` });
  } finally {
    screen.removeAllListeners('exit');
    screen.kill();
  }
}
