import { chromium, expect, type Page } from '@playwright/test';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchArguments, productionProgram } from '../fixtures/environment.ts';

export type Launched = Readonly<{
  page: Page;
  pid: number;
  /** From the start of the process to the moment its first whole screen was on the glass. */
  paintedMs: number;
  /** Ends it as the system does at shutdown. */
  stop: () => Promise<void>;
}>;

const DEADLINE_MS = 30_000;

/** The program as people get it, to its sign-in screen. */
export function launchStation(profile: string): Promise<Launched> {
  const before = startsIn(profile);
  return launch(productionProgram(), [`--profile=${profile}`], () =>
    expect.poll(() => startsIn(profile), { intervals: [20], timeout: DEADLINE_MS }).toBeGreaterThan(before),
  );
}

/** The same Electron with an empty page, from a folder that `makeEmpty` filled: what no program can be faster than. */
export function launchEmpty(folder: string): Promise<Launched> {
  return launch(join(folder, 'electron'), [`--user-data-dir=${join(folder, 'profile')}`], async (child) => {
    await once(child.stdout!, 'data');
  });
}

/** Makes a program out of an Electron distribution for Linux and the empty page. */
export function makeEmpty(distribution: string, folder: string): void {
  cpSync(distribution, folder, { recursive: true, verbatimSymlinks: true });
  const app = join(folder, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  copyFileSync(join(import.meta.dirname, 'empty-page.mjs'), join(app, 'empty-page.mjs'));
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'empty', main: 'empty-page.mjs', type: 'module' }));
}

/** How often the station on this profile has said that it is up. */
function startsIn(profile: string): number {
  const log = readFileSync(join(profile, 'logs', 'station.log'), 'utf8');
  return log.split('"event":"started"').length - 1;
}

/** A driver that looks on slows a start down, so it comes only once the program says that it is up. */
async function launch(
  program: string,
  args: readonly string[],
  up: (child: ChildProcess) => Promise<void>,
): Promise<Launched> {
  const startedMs = Date.now();
  const child = spawn(program, [...launchArguments(), '--remote-debugging-port=0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const gone = once(child, 'exit');
  try {
    const [address] = await Promise.all([driverAddress(child, program), up(child)]);
    const browser = await chromium.connectOverCDP(address);
    const page = browser.contexts()[0]!.pages()[0]!;
    const paintedMs = (await paintedAtMs(page)) - startedMs;
    const stop = async (): Promise<void> => {
      await browser.close();
      child.kill();
      await gone;
    };
    return { page, pid: child.pid!, paintedMs, stop };
  } catch (thrown) {
    child.kill('SIGKILL');
    throw thrown;
  }
}

function driverAddress(child: ChildProcess, program: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    // It keeps being read, so that a talkative program never waits for us.
    child.stderr!.on('data', (chunk) => {
      said += String(chunk);
      const address = /^DevTools listening on (\S+)$/m.exec(said)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`${program} ended at its start: ${said}`)));
  });
}

/** When the browser put the largest text of the first screen on the glass, by its own record. Unix time, ms. */
function paintedAtMs(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { element?: Element | null })[]) {
            // What is shown while the station still opens its files lies outside of any `main`.
            if (entry.element?.closest('main') == null) continue;
            observer.disconnect();
            resolve(performance.timeOrigin + entry.startTime);
            return;
          }
        });
        observer.observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
}
