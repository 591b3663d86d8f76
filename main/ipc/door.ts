import { ipcMain, type BrowserWindow } from 'electron';
import type { Report } from '../app/incidents.ts';
import { contract, type Station } from '../../shared/ipc/contract.ts';
import type { Handlers } from '../../shared/ipc/kinds.ts';
import { err } from '../../shared/result.ts';
import { isOurWindow } from './sender.ts';
import { serve } from './serve.ts';

/** The one door between the window and everything else. */
export function openDoor(window: BrowserWindow, handlers: Handlers<Station>, report: Report): void {
  const answer = serve(contract, handlers, report);
  ipcMain.handle('call', async (event, name: unknown, input: unknown) =>
    isOurWindow(event, window)
      ? answer(name, input)
      : err({ code: 'rejected', incident: report('ipc', 'call from a foreign frame') }),
  );
}

/** Sends an event of the contract to the window; a window that is closing misses nothing it could show. */
export function tell(window: BrowserWindow, name: string, payload: unknown): void {
  if (!window.isDestroyed()) window.webContents.send('event', name, payload);
}
