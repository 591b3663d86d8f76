import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toHex } from '../../../../shared/wire/bytes.ts';
import { ledgerOptions, mustOpen, withFolder } from '../testing.ts';
import { verifyToEnd } from '../verify.ts';
import { projectors } from './moved.ts';

const ROUNDS = 20;
const LONGEST_MS = 8;
const LONGEST_OPENING_MS = 240;
/** Counted, not timed, so that a busy machine still has something to lose. */
const MOST_ENTRIES = 12;
/** Beside node_modules, where the bundle finds the native packages. */
const root = fileURLToPath(new URL('../../../../node_modules/', import.meta.url));

let bundle = '';

beforeAll(async () => {
  bundle = mkdtempSync(join(root, '.kill-loop-'));
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['@signalapp/sqlcipher'] },
    build: { ssr: fileURLToPath(new URL('worker.ts', import.meta.url)), outDir: bundle, minify: false },
  });
});

afterAll(() => {
  rmSync(bundle, { recursive: true, force: true });
});

/** Runs a worker and kills it at a random moment, of its opening or of its serving. What it had acknowledged, newest last. */
function runAndKill(folder: string, whileOpening: boolean): Promise<Readonly<{ seq: number; leaf: string }>[]> {
  return new Promise((resolve, reject) => {
    const worker = spawn(process.execPath, [join(bundle, 'worker.js'), folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    let armed = false;
    const arm = (longestMs: number): void => {
      armed = true;
      setTimeout(() => worker.kill('SIGKILL'), Math.random() * longestMs);
    };
    if (whileOpening) arm(LONGEST_OPENING_MS);
    const entries = 1 + Math.floor(Math.random() * MOST_ENTRIES);
    worker.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString('latin1');
      // The first line says that the worker is ready.
      if (!armed && output.split('\n').length - 2 >= entries) arm(LONGEST_MS);
    });
    worker.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    worker.on('close', (_code, signal) => {
      if (signal !== 'SIGKILL') {
        reject(new Error(`The worker stopped by itself: ${errors}`));
        return;
      }
      // A line that was cut short was not acknowledged.
      const lines = output
        .split('\n')
        .slice(0, -1)
        .filter((line) => line !== 'ready');
      resolve(lines.map((line) => ({ seq: Number(line.split(' ')[0]), leaf: line.split(' ')[1] ?? '' })));
    });
  });
}

async function loop(folder: string): Promise<number> {
  const acknowledged: Readonly<{ seq: number; leaf: string }>[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    acknowledged.push(...(await runAndKill(folder, round % 5 === 4)));
    // Every other time the next worker has to mend by itself what this one left.
    if (round % 2 === 0) continue;
    const ledger = mustOpen(ledgerOptions(folder, { projectors }));
    const { size } = ledger.head();
    const newest = acknowledged.at(-1);
    expect(size).toBeGreaterThanOrEqual((newest?.seq ?? -1) + 1);
    if (round === ROUNDS - 1) {
      const leaves = ledger.read(0, size).map(({ leaf }) => toHex(leaf));
      for (const { seq, leaf } of acknowledged) expect(leaves[seq]).toBe(leaf);
      expect(verifyToEnd(ledger.verifier())).toEqual({ checked: size, size, done: true });
      expect(ledger.database().prepare('SELECT count(*) FROM moved', { pluck: true }).get()).toBe(size);
    }
    ledger.close();
  }
  return acknowledged.length;
}

describe('kill -9', () => {
  it('loses no acknowledged entry and breaks no chain', async () => {
    await withFolder(async (folder) => {
      const counts = await Promise.all(['a', 'b'].map((name) => loop(mkdtempSync(join(folder, name)))));
      for (const count of counts) expect(count).toBeGreaterThan(ROUNDS / 2);
    });
  });
});
