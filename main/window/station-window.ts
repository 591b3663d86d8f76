import { app, BrowserWindow, Menu } from 'electron';
import { join } from 'node:path';
import { LOCKED_DOWN } from './locked-down.ts';
import { ORIGIN } from './scheme.ts';

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
    // Elsewhere the program's own file carries it; Linux asks the window.
    icon: join(app.getAppPath(), 'resources', 'icons', '256x256.png'),
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
