import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { figureOf, type Figure, type Measured } from '../../upstream/bench/figure.ts';
import { CLERK, Headquarters } from '../fixtures/programme.ts';
import { enrolAndInstall, openDay } from '../fixtures/ready.ts';
import { expect, test } from '../fixtures/test.ts';
import { Desk } from '../screens/desk.ts';
import { launchEmpty, launchStation, makeEmpty, type Launched } from './launch.ts';
import { memoryMb } from './memory.ts';
import { emptyRoundTripMs, nextSample, samplesOf, watchEnter } from './probe.ts';

const SIZES = (process.env['BENCH_HOUSEHOLDS'] ?? '10000').split(',').map(Number);
const STARTS = 5;
const WARM_UP = 5;
/** More than a desk serves in an hour. */
const SCANS = 100;
/** The next person needs longer to step up to the table, whoever they are. */
const PAUSE_MS = 1000;
const MOST_MEMBERS = 8;

for (const households of SIZES) {
  test(`the window with ${households} households`, async ({ folder, start }) => {
    const headquarters = await test.step('issue', () =>
      Headquarters.open(join(folder, 'hq'), { seed: 'bench', households, portraits: 'none' }));
    await test.step('install', async () => {
      const station = await start();
      await enrolAndInstall(station, headquarters);
      await openDay(station);
      await station.quit();
    });
    const starts = await test.step('starts', () => measureStarts(folder));
    const station = await launchStation(join(folder, 'profile'));
    const desk = await test.step('scans', () => measureScans(station, headquarters));
    const memory = process.platform === 'linux' ? [memoryMb(station)] : [];
    await station.stop();
    leave(
      [
        { name: 'scan-to-verdict', unit: 'ms', samples: desk.paced, limits: desk.roundTrip },
        { name: 'scan-to-verdict-at-once', unit: 'ms', samples: desk.atOnce, limits: desk.roundTrip },
        { name: 'cold-start', unit: 'ms', samples: starts.cold, limits: starts.empty },
        { name: 'start-to-scan', unit: 'ms', samples: starts.toScan },
        { name: 'memory', unit: 'MB', samples: memory, limits: starts.emptyMemory },
      ],
      households,
    );
    rmSync(folder, { recursive: true, force: true });
  });
}

/** Each of our starts in turns with one of an empty page. A person's typing is not counted, the derivation of the key is. */
async function measureStarts(folder: string) {
  // Named by the launcher where it is Linux's.
  const distribution = process.env['ELECTRON_FOLDER'];
  const bare = join(folder, 'empty');
  if (distribution !== undefined) makeEmpty(distribution, bare);
  const measured = { cold: [], toScan: [], empty: [], emptyMemory: [] } as Record<
    'cold' | 'toScan' | 'empty' | 'emptyMemory',
    number[]
  >;
  for (let round = 0; round < STARTS; round += 1) {
    if (distribution !== undefined) {
      const empty = await launchEmpty(bare);
      measured.empty.push(empty.paintedMs);
      measured.emptyMemory.push(memoryMb(empty));
      await empty.stop();
    }
    const station = await launchStation(join(folder, 'profile'));
    const { page } = station;
    await watchEnter(page, 'main.idle');
    const desk = new Desk(page);
    await desk.signIn(CLERK);
    await desk.idle();
    await expect.poll(async () => (await samplesOf(page)).length).toBe(1);
    measured.cold.push(station.paintedMs);
    measured.toScan.push(station.paintedMs + (await samplesOf(page))[0]!);
    await station.stop();
  }
  return measured;
}

/**
 * Scans all over the roll, each served, in turns with empty calls: a second after the hand-over before, and on its heels, while
 * what follows it is still under way.
 */
async function measureScans({ page }: Launched, headquarters: Headquarters) {
  const desk = new Desk(page);
  await watchEnter(page, '.verdict[role=alert] h1');
  await desk.signIn(CLERK);
  await desk.idle();
  const people = headquarters.served().filter(({ members }) => members.length <= MOST_MEMBERS);
  const every = Math.floor(people.length / (WARM_UP + 2 * SCANS));
  const roundTrip: number[] = [];
  for (let index = 0; index < WARM_UP + 2 * SCANS; index += 1) {
    if (index % 2 === 0) await setTimeout(PAUSE_MS);
    const shown = nextSample(page);
    await desk.scanner.scan(headquarters.card(people[index * every]!.id));
    await shown;
    await desk.ready();
    await desk.give();
    roundTrip.push(await emptyRoundTripMs(page));
  }
  const all = await samplesOf(page);
  expect(all).toHaveLength(WARM_UP + 2 * SCANS);
  const verdicts = all.map((ms, index) => ({ ms, isPaced: index % 2 === 0 })).slice(WARM_UP);
  const where = (paced: boolean): number[] => verdicts.filter(({ isPaced }) => isPaced === paced).map(({ ms }) => ms);
  return { paced: where(true), atOnce: where(false), roundTrip: roundTrip.slice(WARM_UP) };
}

/** Adds the figures to the file that the launcher named. */
function leave(measured: readonly Omit<Measured, 'households'>[], households: number): void {
  const path = process.env['BENCH_ROWS'];
  if (path === undefined) throw new Error('BENCH_ROWS is not set: use `npm run bench`');
  const before = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Figure[]) : [];
  const figures = measured.filter(({ samples }) => samples.length > 0).map((one) => figureOf({ ...one, households }));
  writeFileSync(path, `${JSON.stringify([...before, ...figures], null, 2)}\n`);
}
