import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { VaultMessage, VaultRequest } from './protocol.ts';
import { nodePorts } from './session/node-ports.ts';
import { createVault } from './vault.ts';

// Entry of the vault process, and the only file that knows Electron's port. It takes requests one by one and answers each
// under its id. A fault ends the process: main tells, and nothing half done is ever acknowledged.

/** What Electron gives a utility process (https://www.electronjs.org/docs/latest/api/parent-port), as far as it is used here. */
type ParentPort = Readonly<{
  on: (event: 'message', listener: (message: { data: VaultRequest }) => void) => void;
  postMessage: (message: VaultMessage) => void;
}>;
const port = (process as unknown as { parentPort: ParentPort }).parentPort;
const TICK_MS = 5000;

function post(message: VaultMessage): void {
  port.postMessage(message);
}

/** Code and place only: the message of an error could hold a name. */
function describe(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause;
  const code = 'code' in cause && typeof cause.code === 'string' ? ` ${cause.code}` : '';
  const places = (cause.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return `${cause.name}${code}\n${places.slice(0, 12).join('\n')}`;
}

function report(what: string, cause: unknown): string {
  const incident = randomBytes(4).toString('hex').toUpperCase();
  post({ incident, text: `${what}: ${describe(cause)}` });
  return incident;
}

// Beside the bundle, two folders up: `out/vault/process.js` and `resources/fonts` in the program's own folder.
const fontFolder = fileURLToPath(new URL('../../resources/fonts', import.meta.url));
const vault = createVault(
  nodePorts({ changed: (payload) => post({ event: 'host.changed', payload }), report }),
  // Loading what draws PDFs takes as long as all the rest together, and a day is opened without it.
  {
    summary: async (data, language) => {
      const [{ fontsFrom }, { writeSummary }] = await Promise.all([
        import('./reports/paper/fonts.ts'),
        import('./reports/summary/write-summary.ts'),
      ]);
      return writeSummary(data, { language, fonts: fontsFrom(fontFolder) });
    },
    claim: async (data, language) => {
      const [{ fontsFrom }, { writeStatement }] = await Promise.all([
        import('./reports/paper/fonts.ts'),
        import('./reports/statement/write-statement.ts'),
      ]);
      return writeStatement(data, { language, fonts: fontsFrom(fontFolder) });
    },
  },
);

function stop(cause: unknown): never {
  report('vault stopped', cause);
  process.exit(1);
}
process.on('uncaughtException', stop);
process.on('unhandledRejection', stop);

port.on('message', ({ data }) => {
  void vault.call(data.name, data.input).then((result) => post({ id: data.id, result }));
});
setInterval(() => void vault.tick(), TICK_MS).unref();
