import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import { ORIGIN } from '../window/scheme.ts';

/** Only the top frame of the station's own window, showing our own page, may call. A frame that is gone may not. */
export function isOurWindow(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    event.sender === window.webContents &&
    frame === window.webContents.mainFrame &&
    frame.url.startsWith(`${ORIGIN}/`)
  );
}
