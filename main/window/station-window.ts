import { BrowserWindow, Menu, type WebContents } from 'electron';
import { ORIGIN } from './origin.ts';
import { WEB_PREFERENCES } from './policy.ts';

const LEAST_WIDTH = 1366;
const LEAST_HEIGHT = 768;

export type StationWindow = Readonly<{
  contents: WebContents;
  show(): void;
  /** For dialogs, which belong to the window that asked. */
  handle: BrowserWindow;
}>;

/** The only window. It shows once its first screen is drawn; until then nothing flickers. */
export function openStationWindow(preload: string): StationWindow {
  Menu.setApplicationMenu(null);
  const window = new BrowserWindow({
    width: LEAST_WIDTH,
    height: LEAST_HEIGHT,
    minWidth: LEAST_WIDTH,
    minHeight: LEAST_HEIGHT,
    useContentSize: true,
    show: false,
    backgroundColor: '#f4f6f5',
    title: 'Tallypoint',
    webPreferences: { ...WEB_PREFERENCES, preload },
  });
  window.once('ready-to-show', () => window.show());
  // Zoom would push the verdict out of sight.
  window.webContents.on('zoom-changed', (event) => event.preventDefault());
  void window.loadURL(`${ORIGIN}/index.html`);
  return { contents: window.webContents, handle: window, show: () => (window.isMinimized() ? window.restore() : window.focus()) };
}
