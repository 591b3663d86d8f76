import { app, powerMonitor, type BrowserWindow } from 'electron';
import { CredentialProcess } from '../credential-host/credential-process.ts';
import { DeviceProcess } from '../device-host/device-process.ts';
import type { DayReport, Language, PrinterSettings, VaultView } from '../../shared/ipc/views.ts';
import { openDoor, tell } from '../ipc/door.ts';
import { deviceSecret } from '../keys/device-secret.ts';
import { VaultProcess } from '../vault-host/vault-process.ts';
import { Dialogs } from '../window/dialogs.ts';
import { PaperWindow } from '../window/paper-window.ts';
import { refuseEverything } from '../window/policy.ts';
import { serveScheme } from '../window/scheme.ts';
import { openStationWindow } from '../window/station-window.ts';
import { handlersOf } from './handlers.ts';
import { incidents, type Report } from './incidents.ts';
import { openLog } from './log.ts';
import { PrintQueue, type Job } from './print-queue.ts';
import { PrinterWatch } from './printer-watch.ts';
import { credentialsInTime } from './scan.ts';
import { Sending } from './sending.ts';
import { SettingsFile } from './settings.ts';
import { StationState } from './station-state.ts';
import { expectsScans, lostVault, unopenedVault } from './vault-views.ts';

/** Wires the processes, the window and the door together, and takes them apart again in the right order. */
export async function startStation(profile: string): Promise<void> {
  const log = openLog(`${profile}/logs`, Date.now);
  const report = incidents(log);
  for (const fault of ['uncaughtException', 'unhandledRejection']) process.on(fault, (cause) => fail(report, cause));
  refuseEverything((contents) => contents === window.webContents && expectsScans(state.vault));
  serveScheme();

  const settings = new SettingsFile(profile, app.getLocale());
  const paper = new PaperWindow();
  const papers = papersOf(paper, settings);
  const devices = new DeviceProcess((text) => tell(window, 'desk.scanned', { text }));
  const credentials = new CredentialProcess();
  const vault = new VaultProcess({
    changed: (view) => {
      state.take(view);
      sending.take(view);
      prepareCredentials(view);
      if (view.phase === 'open') queue.wake();
    },
    incident: (incident, text) => log('vault-incident', { incident, text }),
    lost: (detail) => {
      const incident = report('vault', detail);
      state.take(lostVault(state.vault, incident));
      prepareCredentials(state.vault);
      return incident;
    },
  });
  const prepareCredentials = credentialsInTime(vault, credentials);
  const state = new StationState(
    {
      settings,
      version: app.getVersion(),
      now: Date.now,
      printer: () => queue.state,
      sending: () => sending.pump.view,
      changed: (view) => {
        watch.notice();
        tell(window, 'station.changed', view);
      },
    },
    unopenedVault(),
  );
  const queue = new PrintQueue({
    vault: vault.client,
    settings: () => settings.current.printer,
    render: papers.receipt,
    print: (printer, bytes) => devices.print(printer, bytes),
    status: (printer, ask) => devices.status(printer, ask),
    changed: () => state.announce(),
    fault: (cause) => void report('print', cause),
  });
  const watch = watchPrinter(queue, settings);
  const sending = new Sending({
    vault: vault.client,
    profile,
    view: () => state.vault,
    paused: () => settings.current.sendingPaused,
    changed: () => state.announce(),
    report,
  });

  const open = (): Promise<void> => openVault(vault, state, profile);
  // The page loads while the vault opens its files; its first question waits for both.
  const window = openStationWindow();
  const opening = open();
  openDoor(
    window,
    handlersOf({
      vault,
      credentials,
      state,
      sending,
      opening,
      dialogs: new Dialogs(window),
      reopen: async () => (vault.isRunning ? undefined : open()),
      testPrint: () => queue.printSlip(papers.test),
      printReport: (day) => void queue.printSlip(papers.report(day, state.vault)),
      quit: () => app.quit(),
    }),
    report,
  );
  lockWhenLeft(vault);
  const stops = [() => sending.close(), () => watch.stop(), () => devices.stop(), () => credentials.stop()];
  quitInOrder(window, [...stops, () => paper.close()], vault);
  await opening;
  // Not before: they would take time from what is to be seen first.
  devices.start();
  watch.notice();
  log('started', { version: app.getVersion(), electron: process.versions.electron });
}

async function openVault(vault: VaultProcess, state: StationState, profile: string): Promise<void> {
  vault.start();
  const opened = await vault.client.host.open({
    profile,
    deviceSecret: deviceSecret(profile),
    appVersion: app.getVersion(),
  });
  if (opened.ok) state.take(opened.value);
}

/** What makes receipts comes with the first one: its code is large, and a start is quicker without it. */
function papersOf(paper: PaperWindow, settings: SettingsFile) {
  const late = () => import('./receipt.ts');
  const language = (): Language => settings.current.language;
  return {
    receipt: async (job: Job, printer: PrinterSettings) => (await late()).renderPaper(paper, job, printer, language()),
    test: async (printer: PrinterSettings) => (await late()).testReceipt(paper, printer, language()),
    report: (day: DayReport, view: VaultView) => async (printer: PrinterSettings) => {
      const { placeOf, renderReport } = await late();
      return renderReport(paper, day, placeOf(view), printer, language());
    },
  };
}

function watchPrinter(queue: PrintQueue, settings: SettingsFile): PrinterWatch {
  return new PrinterWatch({
    settings: () => settings.current.printer,
    look: (printer) => queue.look(printer),
    later: (work, ms) => {
      const timer = setTimeout(work, ms);
      return () => clearTimeout(timer);
    },
  });
}

/** A suspended or locked computer is an unattended one. */
function lockWhenLeft(vault: VaultProcess): void {
  const lock = (): void => void vault.client.session.lock();
  powerMonitor.on('suspend', lock);
  powerMonitor.on('lock-screen', lock);
}

/** First everything that asks the vault for work; then the vault closes its files; then the program ends. */
function quitInOrder(window: BrowserWindow, stops: readonly (() => void)[], vault: VaultProcess): void {
  let closed = false;
  app.on('second-instance', () => window.focus());
  window.on('closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    for (const stop of stops) stop();
    void vault.stop().finally(() => {
      closed = true;
      app.quit();
    });
  });
}

/** A fault in main leaves nothing to trust: note it and end; the vault's files are safe at any moment. */
function fail(report: Report, cause: unknown): void {
  report('main', cause);
  app.exit(1);
}
