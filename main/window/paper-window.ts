import { BrowserWindow } from 'electron';
import type { SlipPage } from '../../shared/receipt/slip.ts';
import { LOCKED_DOWN } from './locked-down.ts';
import { ORIGIN } from './scheme.ts';

export type Drawing = Readonly<{ bgra: Uint8Array; width: number; height: number }>;

/** Drawing takes about 100 ms; a page that has not answered in this time never will. */
const DEADLINE_MS = 10_000;
const FIRST_HEIGHT = 600;
/** Far more than the longest slip; a page that claims more is not believed. */
const LARGEST_HEIGHT = 20_000;

/**
 * A page that is never shown: slips are drawn in it as pictures for printers that lack the letters. Opened at the first use and
 * kept; where it fails it is thrown away, and the next slip gets a fresh one. It has no bridge at all.
 */
export class PaperWindow {
  #window: BrowserWindow | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** One slip after another: the page holds a single one. Throws where the picture cannot be had. */
  draw(page: SlipPage): Promise<Drawing> {
    const drawing = this.#last.then(() => this.#drawNow(page));
    this.#last = drawing.catch(() => undefined);
    return drawing;
  }

  close(): void {
    this.#window?.destroy();
    this.#window = undefined;
  }

  async #drawNow(page: SlipPage): Promise<Drawing> {
    try {
      return await withDeadline(this.#take(page));
    } catch (cause) {
      this.close();
      throw cause;
    }
  }

  async #take(page: SlipPage): Promise<Drawing> {
    const window = this.#window ?? (await this.#open(page.width));
    const { webContents } = window;
    window.setContentSize(page.width, FIRST_HEIGHT);
    const answer: unknown = await webContents.executeJavaScript(`drawSlip(${JSON.stringify(page)})`);
    const height = heightOf(answer);
    window.setContentSize(page.width, height);
    // A picture taken too early has the former size; the second look has always been right so far.
    for (let attempt = 0; attempt < 2; attempt++) {
      await webContents.executeJavaScript('painted()');
      const image = await webContents.capturePage({ x: 0, y: 0, width: page.width, height });
      const size = image.getSize();
      if (size.width === page.width && size.height === height) {
        return { bgra: image.toBitmap(), width: page.width, height };
      }
    }
    throw new Error('The picture of the slip has the wrong size');
  }

  async #open(width: number): Promise<BrowserWindow> {
    const window = new BrowserWindow({
      width,
      height: FIRST_HEIGHT,
      useContentSize: true,
      show: false,
      frame: false,
      backgroundColor: '#ffffff',
      webPreferences: { ...LOCKED_DOWN, backgroundThrottling: false, offscreen: { deviceScaleFactor: 1 } },
    });
    this.#window = window;
    await window.loadURL(`${ORIGIN}/receipt.html`);
    return window;
  }
}

function heightOf(answer: unknown): number {
  const height = typeof answer === 'object' && answer !== null && 'height' in answer ? answer.height : undefined;
  if (typeof height !== 'number' || !Number.isInteger(height) || height < 1 || height > LARGEST_HEIGHT) {
    throw new Error('The page for slips gave no size');
  }
  return height;
}

function withDeadline<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('The page for slips did not answer')), DEADLINE_MS);
    void work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
