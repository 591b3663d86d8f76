import { app, BrowserWindow, Menu } from 'electron';
import { join } from 'node:path';
import { ORIGIN } from './scheme.ts';

/** Every preference that decides what a page may do, spelled out: a default that changes must not change us. */
const LOCKED_DOWN = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  devTools: false,
} as const;

/** The window people work at. Shown once it has something to show. */
export function openStationWindow(): BrowserWindow {
  // No menu: its accelerators would answer to the control characters some scanners send.
  Menu.setApplicationMenu(null);
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 700,
    useContentSize: true,
    show: false,
    backgroundColor: '#f6f7f5',
    title: 'Tallypoint',
    webPreferences: {
      ...LOCKED_DOWN,
      // Sounds of the verdicts must come without a click before.
      autoplayPolicy: 'no-user-gesture-required',
      backgroundThrottling: false,
      preload: join(app.getAppPath(), 'out', 'preload', 'preload.cjs'),
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${ORIGIN}/index.html`);
  return window;
}

/** A page that is never shown: receipts are drawn in it. It has no bridge at all. */
export function openPaperWindow(width: number): BrowserWindow {
  const window = new BrowserWindow({
    width,
    height: 600,
    useContentSize: true,
    show: false,
    frame: false,
    webPreferences: { ...LOCKED_DOWN, offscreen: true },
  });
  return window;
}
