import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BenchError } from './bench-error.ts';
import type { RunJob } from './children.ts';
import { figureOf, type Figure, type Measured } from './figure.ts';
import type { Imported } from './jobs/import-roll.ts';
import { runFiles } from './station.ts';

export type SizeOptions = Readonly<{
  /** New folder of this size; removed at the end. */
  folder: string;
  seed: string;
  households: number;
  todayMs: number;
  /** Where to leave the station and what to ask of it, for others to measure. */
  keep?: string;
}>;

const COUNT = { ids: 2000, searches: 200, warmUp: 20, commits: 500 } as const;
const STARTS = 5;
/** From here on one import says enough: it runs for minutes. */
const LARGE = 500_000;
/** Share of the searches that must find whom they mean or a crowd like them, or their times mean nothing. */
const FOUND = 0.8;

/** Measures everything at one size of roll. Throws a BenchError. */
export async function runSize(options: SizeOptions, run: RunJob, say: (text: string) => void): Promise<Figure[]> {
  const { folder, seed, households, todayMs } = options;
  const files = runFiles(folder);
  const { profile } = files;
  const figure = (measured: Omit<Measured, 'households'>): Figure => figureOf({ ...measured, households });
  mkdirSync(folder, { recursive: true });

  say('issuing the package');
  const cards = COUNT.warmUp + COUNT.commits;
  await run('prepare', { folder, seed, households, todayMs, ids: COUNT.ids, searches: COUNT.searches, cards });

  const imports: Imported[] = [];
  const inserts: number[] = [];
  const rounds = households >= LARGE ? 1 : 3;
  for (let round = 1; round <= rounds; round += 1) {
    say(`bare insert ${round} of ${rounds}`);
    remove(files.bare);
    const inserted = await run('bareInsert', { path: files.bare, seed, households, todayMs });
    say(`inserted in ${Math.round(inserted.ms)} ms`);
    inserts.push(inserted.ms);
    say(`import ${round} of ${rounds}`);
    rmSync(profile, { recursive: true, force: true });
    cpSync(files.blank, profile, { recursive: true });
    const imported = await run('importRoll', { profile, package: files.package });
    say(`imported in ${Math.round(imported.ms)} ms, search ready after ${Math.round(imported.searchReadyMs)} ms`);
    imports.push(imported);
  }
  if (options.keep !== undefined) keep(folder, join(options.keep, String(households)));

  say('look-ups and searches');
  const looked = await run('lookUps', { folder, profile });
  const { found, crowded, search } = looked;
  say(`${found} of ${search.length} searches found whom they mean, ${crowded} too many like them`);
  if (found + crowded < FOUND * search.length) throw new BenchError('Too few searches found whom they mean');

  say('hand-overs');
  const served = await run('serve', { folder, profile });

  say('audit');
  const audited = await run('audit', { folder, profile });

  const starts: Readonly<{ ms: number; peakMb: number }>[] = [];
  const bareStarts: Readonly<{ ms: number; peakMb: number }>[] = [];
  for (let round = 1; round <= STARTS; round += 1) {
    say(`start ${round} of ${STARTS}`);
    bareStarts.push(await run('bareStart', { folder }));
    starts.push(await run('start', { folder, profile }));
  }
  rmSync(folder, { recursive: true, force: true });

  const ms = (all: readonly Readonly<{ ms: number }>[]): number[] => all.map((one) => one.ms);
  const mb = (all: readonly Readonly<{ peakMb: number }>[]): number[] => all.map((one) => one.peakMb);
  return [
    figure({ name: 'import', unit: 'ms', samples: ms(imports), limits: inserts }),
    figure({
      name: 'import-search-ready',
      unit: 'ms',
      samples: imports.map(({ searchReadyMs }) => searchReadyMs),
      limits: inserts,
    }),
    figure({ name: 'import-memory', unit: 'MB', samples: mb(imports) }),
    figure({ name: 'point-look-up', unit: 'ms', samples: looked.point, limits: looked.barePoint }),
    figure({ name: 'search', unit: 'ms', samples: looked.search, limits: looked.bareSearch }),
    figure({ name: 'verdict', unit: 'ms', samples: served.verdict }),
    figure({ name: 'hand-over-commit', unit: 'ms', samples: served.commit, limits: served.bareCommit }),
    figure({ name: 'audit-1000-entries', unit: 'ms', samples: audited.audit, limits: audited.bareVerify }),
    figure({ name: 'vault-start', unit: 'ms', samples: ms(starts), limits: ms(bareStarts) }),
    figure({ name: 'vault-memory', unit: 'MB', samples: mb(starts), limits: mb(bareStarts) }),
  ];
}

function remove(database: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(database + suffix, { force: true });
}

/** The station as it is after the import, and the file of samples. */
function keep(folder: string, to: string): void {
  for (const name of ['profile', 'samples.json']) cpSync(join(folder, name), join(to, name), { recursive: true });
}
