import { app } from 'electron';
import { resolve } from 'node:path';
import { argument } from './app/arguments.ts';
import { startStation } from './app/start.ts';
import { declareScheme } from './window/scheme.ts';

// The composition root: what must happen before Electron is ready, then `startStation` wires the rest together.

app.enableSandbox();
declareScheme();

const profile = argument(process.argv, 'profile');
if (profile !== undefined) app.setPath('userData', resolve(profile));

// Two programs over one profile would be two writers of one ledger.
if (app.requestSingleInstanceLock()) {
  void app.whenReady().then(() => startStation(app.getPath('userData')));
} else {
  app.exit(0);
}
