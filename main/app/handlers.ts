import type { Station } from '../../shared/ipc/contract.ts';
import type { Handlers } from '../../shared/ipc/kinds.ts';
import type { DayReport, PrinterState } from '../../shared/ipc/views.ts';
import { err, ok } from '../../shared/result.ts';
import type { CredentialProcess } from '../credential-host/credential-process.ts';
import type { VaultProcess } from '../vault-host/vault-process.ts';
import type { Dialogs } from '../window/dialogs.ts';
import type { Sending } from './sending.ts';
import { claimHandlers } from './claim-handlers.ts';
import { scanHandler } from './scan.ts';
import { sendingHandlers } from './sending-handlers.ts';
import type { StationState } from './station-state.ts';

export type HandlerPorts = Readonly<{
  vault: VaultProcess;
  credentials: CredentialProcess;
  state: StationState;
  sending: Sending;
  /** Resolves once the vault has been opened for the first time. */
  opening: Promise<void>;
  dialogs: Dialogs;
  /** Starts the vault again where it was lost. */
  reopen: () => Promise<void>;
  /** Puts an X or Z report on receipt paper, where there is a printer; nobody waits for it. */
  printReport: (report: DayReport) => void;
  /** Prints a sheet that says nothing of anybody; answers the printer's state, or null where no printer is set up. */
  testPrint: () => Promise<PrinterState | null>;
  quit: () => void;
}>;

/** What each call of a screen does: the vault's own go through unchanged, files are asked for first, the rest is preferences. */
export function handlersOf(ports: HandlerPorts): Handlers<Station> {
  const { vault, dialogs } = ports;
  const { setup, session, cycle, desk, receipts, supervisor, reconciliation, vouchers, host } = vault.client;
  return {
    station: stationHandlers(ports),
    setup: {
      ...setup,
      saveEnrolmentRequest: async () => {
        const request = await setup.enrolmentRequest();
        if (!request.ok) return request;
        const name = `station-${request.value.fingerprint.replaceAll(/[^0-9a-f]/gi, '')}.enrol`;
        return dialogs.saveText(name, 'enrol', request.value.text);
      },
      chooseCertificate: async () => {
        const path = await dialogs.open('station');
        if (path === null) return ok({ chosen: null });
        const read = await host.readCertificate({ path });
        return read.ok ? ok({ chosen: read.value }) : read;
      },
    },
    session: {
      ...session,
      // After the vault process was lost, signing in is the person's act that brings it back.
      signIn: async (input) => {
        await ports.reopen();
        return session.signIn(input);
      },
    },
    cycle: {
      ...cycle,
      chooseAndInstall: async () => {
        const path = await dialogs.open('cycle');
        return path === null ? err({ code: 'cancelled' }) : host.install({ path });
      },
    },
    desk: { ...desk, scan: scanHandler(vault, ports.credentials) },
    vouchers,
    receipts: {
      ...receipts,
      saveProof: async ({ seq }) => {
        const path = await dialogs.save(`receipt-${seq}.tlog-proof`, 'tlog-proof');
        if (path === null) return ok({ saved: false });
        const written = await host.saveProof({ seq, path });
        return written.ok ? ok({ saved: true }) : written;
      },
    },
    day: dayHandlers(ports),
    sending: sendingHandlers(ports),
    claims: claimHandlers(ports),
    reconciliation: {
      ...reconciliation,
      save: async ({ format, ids }) => {
        const path = await dialogs.save(`reconciliation.${format}`, format);
        if (path === null) return ok({ saved: false, rows: 0 });
        const written = await host.writeReconciliation({ format, ids, path });
        return written.ok ? ok({ saved: true, rows: written.value.rows }) : written;
      },
    },
    supervisor: {
      ...supervisor,
      chooseTrustList: async () => {
        const path = await dialogs.open('trust');
        if (path === null) return ok({ chosen: false });
        const read = await host.readTrustList({ path });
        return read.ok ? ok({ chosen: true }) : read;
      },
    },
  };
}

/** Reports are printed by themselves; papers and ledger go where the person says. */
function dayHandlers({ vault, dialogs, state, printReport }: HandlerPorts): Handlers<Station>['day'] {
  const { day, host } = vault.client;
  return {
    ...day,
    xReport: async (input) => {
      const report = await day.xReport(input);
      if (report.ok && input.print) printReport(report.value);
      return report;
    },
    close: async (input) => {
      const report = await day.close(input);
      if (report.ok) printReport(report.value);
      return report;
    },
    saveSummary: async ({ day: id }) => {
      const path = await dialogs.save(`disbursement-summary-${id}.pdf`, 'pdf');
      if (path === null) return ok({ saved: false });
      const written = await host.writeSummary({ day: id, path, language: state.settings.language });
      return written.ok ? ok({ saved: true }) : written;
    },
    exportLedger: async () => {
      const path = await dialogs.save('ledger.ndjson', 'ndjson');
      if (path === null) return ok({ saved: false, entries: 0 });
      const written = await host.exportLedger({ path });
      return written.ok ? ok({ saved: true, entries: written.value.entries }) : written;
    },
  };
}

function stationHandlers({ state, opening, testPrint, quit }: HandlerPorts): Handlers<Station>['station'] {
  return {
    view: async () => {
      await opening;
      return ok(state.view());
    },
    setLanguage: ({ language }) => ok(state.change({ language })),
    setDisplay: (display) => ok(state.change(display)),
    setCamera: ({ camera }) => ok(state.change({ camera })),
    setPrinter: ({ settings }) => {
      const role = state.view().vault.operator?.role;
      if (role === undefined) return err({ code: 'locked' });
      return role === 'clerk' ? err({ code: 'not-allowed' }) : ok(state.change({ printer: settings }));
    },
    testPrint: async () => {
      const tested = await testPrint();
      return tested === null ? err({ code: 'not-set-up' }) : ok({ state: tested });
    },
    quit: () => ok(quit()),
  };
}
