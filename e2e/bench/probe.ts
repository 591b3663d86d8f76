import type { Page } from '@playwright/test';

type Probe = { samples: number[]; painted: () => Promise<void>; next: () => Promise<void> };
type Probed = { probe: Probe; bridge: { call(name: string, input: unknown): Promise<unknown> } };

/**
 * From now on measures in the page itself: from each Enter, the moment the window receives it, until `shown` has come onto
 * the screen and the frame with it is drawn. An Enter while it is there already does not count. To be called before the
 * screen that takes the Enter is put up, for a scanner's keys go no further than its listener.
 */
export async function watchEnter(page: Page, shown: string): Promise<void> {
  await page.evaluate((selector) => {
    const samples: number[] = [];
    // The message is delivered once the frame that was due is laid out and painted.
    const painted = (): Promise<void> =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => resolve(), { once: true });
          port1.start();
          port2.postMessage(null);
        });
      });
    const waiting: (() => void)[] = [];
    const next = (): Promise<void> => new Promise((resolve) => waiting.push(resolve));
    let pressedMs: number | undefined;
    addEventListener(
      'keydown',
      ({ code }) => {
        if (code === 'Enter' && document.querySelector(selector) === null) pressedMs = performance.now();
      },
      true,
    );
    new MutationObserver(() => {
      if (pressedMs === undefined || document.querySelector(selector) === null) return;
      const fromMs = pressedMs;
      pressedMs = undefined;
      void painted().then(() => {
        samples.push(performance.now() - fromMs);
        for (const resolve of waiting.splice(0)) resolve();
      });
    }).observe(document, { subtree: true, childList: true });
    (globalThis as unknown as Probed).probe = { samples, painted, next };
  }, shown);
}

/** Waits for the next measurement without asking the page anything meanwhile: a driver that looks on takes time from it. */
export function nextSample(page: Page): Promise<void> {
  return page.evaluate(() => (globalThis as unknown as Probed).probe.next());
}

/** All that was measured since `watchEnter`, in ms. */
export function samplesOf(page: Page): Promise<number[]> {
  return page.evaluate(() => (globalThis as unknown as Probed).probe.samples);
}

/** The least that asking the vault and showing the answer can cost: an empty call there and back, and one frame. In ms. */
export function emptyRoundTripMs(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { bridge, probe } = globalThis as unknown as Probed;
    const fromMs = performance.now();
    await bridge.call('session.touch', undefined);
    await probe.painted();
    return performance.now() - fromMs;
  });
}
