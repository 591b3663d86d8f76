import { app } from 'electron';
import { resolve } from 'node:path';
import { argument } from './app/arguments.ts';
import { startStation } from './app/start.ts';
import { declareScheme } from './window/scheme.ts';

// The composition root: what must happen before Electron is ready, then `startStation` wires the rest together.

// As root (test machines only) Chromium refuses to start with its sandbox, and the launchers there say so. Each window asks
// for its own sandbox besides, so that nothing a person runs depends on this line.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
declareScheme();

const profile = argument(process.argv, 'profile');
if (profile !== undefined) app.setPath('userData', resolve(profile));

// Two programs over one profile would be two writers of one ledger.
if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(() => startStation(app.getPath('userData')));
} else {
  app.exit(0);
}
