import { Command, InvalidArgumentError } from 'commander';
import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { BenchError } from './bench-error.ts';
import { createJobRunner } from './children.ts';
import { Figure } from './figure.ts';
import { DAY_MS } from './people.ts';
import { runCamera } from './run-camera.ts';
import { runCollector } from './run-collector.ts';
import { runCredentials } from './run-credentials.ts';
import { runLedger } from './run-ledger.ts';
import { runSize } from './run-size.ts';
import { table } from './table.ts';

type Options = Readonly<{
  json?: string;
  households: readonly number[];
  quick?: true;
  seed: string;
  folder: string;
  with?: string;
  keep?: string;
}>;

const SIZES = [10_000, 100_000, 1_000_000] as const;
const LEAST = 2000;
const MOST = 1_000_000;
/** Package, its parts, the roll and the bare rows lie on the disk together. */
const BYTES_PER_HOUSEHOLD = 16_000;
/** https://github.com/torvalds/linux/blob/v6.12/include/uapi/linux/magic.h, TMPFS_MAGIC */
const TMPFS = 0x0102_1994;
const EXIT_INTERRUPTED = 130;

function sizes(text: string): number[] {
  const all = text.split(',').map(Number);
  if (all.every((size) => Number.isInteger(size) && size >= LEAST && size <= MOST)) return all;
  throw new InvalidArgumentError(`Give numbers from ${LEAST} to ${MOST}, with commas between them.`);
}

const command = new Command('bench')
  .description(
    'Measures the station on invented rolls: import, look-ups, searches, hand-overs, start and memory, a camera’s pictures, and what the collector takes in, each beside what the bare database driver needs.',
  )
  .option('--json <file>', 'write the figures there as JSON')
  .option('--households <list>', 'sizes of roll', sizes, [...SIZES])
  .option('--quick', `only the smallest size, ${SIZES[0]}`)
  .option('--seed <text>', 'the same text gives the same people and the same questions', 'tallypoint')
  .option('--folder <folder>', 'where the temporary files go; the disk below it is part of what is measured', tmpdir())
  .option('--with <file>', 'figures measured elsewhere, as JSON of the same form: they join the table and the file')
  .option('--keep <folder>', 'leave a station of each size there, with the cards to scan')
  .showHelpAfterError();

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function measure(options: Options, signal: AbortSignal): Promise<Figure[]> {
  const chosen = options.quick === true ? [SIZES[0]] : options.households;
  checkDisk(options.folder, Math.max(...chosen));
  const work = mkdtempSync(join(resolve(options.folder), 'tallypoint-bench-'));
  try {
    const run = createJobRunner(work, signal);
    const figures: Figure[] = [];
    for (const households of chosen) {
      const startedMs = Date.now();
      const tell = (text: string): void => {
        const seconds = ((Date.now() - startedMs) / 1000).toFixed(0).padStart(4);
        say(`${households.toLocaleString('en')} households ${seconds} s: ${text}`);
      };
      const todayMs = Math.floor(startedMs / DAY_MS) * DAY_MS;
      const keep = options.keep === undefined ? {} : { keep: resolve(options.keep) };
      const size = { folder: join(work, String(households)), seed: options.seed, households, todayMs, ...keep };
      figures.push(...(await runSize(size, run, tell)));
      tell('done');
    }
    say('Verdicts on credentials');
    figures.push(...(await runCredentials(options.quick === true, run)));
    say('A ledger of 50,000 entries');
    figures.push(...(await runLedger(join(work, 'ledger'), run)));
    say('Pictures of a camera');
    figures.push(...(await runCamera(options.seed, run)));
    figures.push(...(await runCollector(work, options.quick === true, run, say)));
    return figures;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function checkDisk(folder: string, households: number): void {
  if (!existsSync(folder)) throw new BenchError(`There is no folder ${folder}`);
  const { bavail, bsize, type } = statfsSync(folder);
  if (type === TMPFS) say(`${folder} is memory, not a disk: hand-overs will look faster than they are. See --folder.`);
  const needed = households * BYTES_PER_HOUSEHOLD;
  if (bavail * bsize < needed)
    throw new BenchError(`${folder} needs ${Math.ceil(needed / 1e9)} GB of free space. See --folder and --households.`);
}

/** Figures of other programs. Throws a BenchError. */
function readFigures(path: string): Figure[] {
  try {
    return z.array(Figure).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (thrown) {
    throw new BenchError(`${path} holds no figures: ${thrown instanceof Error ? thrown.message : ''}`);
  }
}

async function main(): Promise<void> {
  const options = command.parse().opts<Options>();
  if (options.json !== undefined && !existsSync(dirname(resolve(options.json))))
    throw new BenchError(`There is no folder for ${options.json}`);
  const others = options.with === undefined ? [] : readFigures(options.with);
  const interrupted = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => interrupted.abort());
  try {
    const figures = [...(await measure(options, interrupted.signal)), ...others];
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(figures, null, 2)}\n`);
    process.stdout.write(table(figures));
  } catch (thrown) {
    if (!interrupted.signal.aborted) throw thrown;
    say('Interrupted; the temporary files are removed.');
    process.exitCode = EXIT_INTERRUPTED;
  }
}

try {
  await main();
} catch (thrown) {
  if (!(thrown instanceof BenchError)) throw thrown;
  say(thrown.message);
  process.exitCode = 1;
}
