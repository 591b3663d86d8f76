import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createBuilder } from 'vite';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export type Ran = Readonly<{ status: number | null; out: string; said: string }>;
/** A command that goes on until it is told to stop. */
export type Serving = Readonly<{
  /** Resolves with the first line of its log, from now on, that says so. Rejects where it ends before. */
  says: (what: RegExp) => Promise<string>;
  signal: (name: NodeJS.Signals) => void;
  stop: () => Promise<void>;
}>;
export type Program = Awaited<ReturnType<typeof buildProgram>>;

/** Builds the collector as it is built for people, and runs its command line in processes of their own. */
export async function buildProgram(databaseUrl: string | undefined) {
  mkdirSync(join(root, '.cache'), { recursive: true });
  // Below the checkout, where what is not bundled is found.
  const folder = mkdtempSync(join(root, '.cache', 'collector-'));
  const builder = await createBuilder({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'silent',
    environments: { collector: { build: { outDir: join(folder, 'collector'), sourcemap: false } } },
  });
  const environment = builder.environments['collector'];
  if (environment === undefined) throw new Error('The collector is not built by vite.config.ts');
  await builder.build(environment);
  mkdirSync(join(folder, 'collector-page'));
  const { DATABASE_URL: _other, ...inherited } = process.env;
  const env = { ...inherited, ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }) };
  const start = (args: readonly string[]) =>
    spawn(process.execPath, [join(folder, 'collector', 'index.js'), ...args], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  return {
    async run(...args: readonly string[]): Promise<Ran> {
      const child = start(args);
      const ended = once(child, 'close');
      const [out, said] = await Promise.all([text(child.stdout), text(child.stderr)]);
      const [status] = (await ended) as [number | null];
      return { status, out, said };
    },
    serve(...args: readonly string[]): Serving {
      const child = start(['serve', ...args]);
      const ended = once(child, 'close');
      const lines: string[] = [];
      let wake = (): void => undefined;
      for (const stream of [child.stdout, child.stderr])
        createInterface(stream).on('line', (line) => {
          lines.push(line);
          wake();
        });
      let isOver = false;
      void ended.then(() => {
        isOver = true;
        wake();
      });
      return {
        async says(what) {
          for (;;) {
            const index = lines.findIndex((line) => what.test(line));
            if (index >= 0) return lines.splice(0, index + 1).at(-1) ?? '';
            if (isOver) throw new Error(`It ended: ${lines.join('\n')}`);
            await new Promise<void>((resolve) => (wake = resolve));
          }
        },
        signal: (name) => void child.kill(name),
        async stop() {
          child.kill('SIGTERM');
          await ended;
        },
      };
    },
    remove: (): void => rmSync(folder, { recursive: true }),
  };
}
