import { rmSync } from 'node:fs';
import type { Station } from '../../shared/ipc/contract.ts';
import type { Handlers } from '../../shared/ipc/kinds.ts';
import { err, ok } from '../../shared/result.ts';
import type { HandlerPorts } from './handlers.ts';

/** What the Sending screen asks for: the vault answers for the ledger, the pump for the line, files are asked for first. */
export function sendingHandlers({ vault, state, sending, dialogs }: HandlerPorts): Handlers<Station>['sending'] {
  const { sending: vaultSending, host } = vault.client;
  return {
    ...vaultSending,
    now: () => {
      if (state.vault.operator === null) return err({ code: 'locked' });
      return ok(sending.pump.sendNow());
    },
    setPaused: ({ paused }) => {
      const role = state.vault.operator?.role;
      if (role === undefined) return err({ code: 'locked' });
      if (role !== 'supervisor') return err({ code: 'not-allowed' });
      state.change({ sendingPaused: paused });
      return ok(sending.pump.pausedChanged());
    },
    saveBundle: async ({ all }) => {
      const desk = state.vault.station?.desk ?? 'ledger';
      const path = await dialogs.save(`${desk}-${state.vault.outbox.total}.bundle`, 'bundle');
      if (path === null) return ok({ saved: false, entries: 0 });
      const written = await host.writeBundle({ all, path });
      return written.ok ? ok({ saved: true, entries: written.value.entries }) : written;
    },
    importAcknowledgement: async () => {
      const path = await dialogs.open('ack');
      if (path === null) return ok({ chosen: false, acknowledged: 0 });
      const read = await host.readAcknowledgement({ path });
      return read.ok ? ok({ chosen: true, acknowledged: read.value.acknowledged }) : read;
    },
    installArrived: async () => {
      const arrived = state.vault.outbox.arrivedPackage;
      if (arrived === null) return err({ code: 'file-missing' });
      const path = sending.packagePath(arrived.sha256);
      const installed = await host.install({ path });
      if (installed.ok) for (const file of [path, `${path}.sig`]) rmSync(file, { force: true });
      return installed;
    },
  };
}
