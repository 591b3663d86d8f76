import type { Station } from '../../shared/ipc/contract.ts';
import type { ClaimForm } from '../../shared/ipc/claims-contract.ts';
import type { Handlers } from '../../shared/ipc/kinds.ts';
import { ok } from '../../shared/result.ts';
import type { Dialogs } from '../window/dialogs.ts';
import type { HandlerPorts } from './handlers.ts';

const ENDINGS: Readonly<Record<ClaimForm, Parameters<Dialogs['save']>[1]>> = {
  pdf: 'pdf',
  csv: 'csv',
  portal: 'zip',
  claim: 'claim',
};

/** What the Claims screen asks for: the vault answers, files are asked for first. */
export function claimHandlers({ vault, state, dialogs }: HandlerPorts): Handlers<Station>['claims'] {
  const { claims, host } = vault.client;
  return {
    ...claims,
    save: async ({ seq, form }) => {
      const desk = state.vault.station?.desk ?? 'claim';
      const path = await dialogs.save(`${desk}-${seq}.${ENDINGS[form]}`, ENDINGS[form]);
      if (path === null) return ok({ saved: false });
      const written = await host.writeClaim({ seq, form, path, language: state.settings.language });
      return written.ok ? ok({ saved: true }) : written;
    },
    loadAnswer: async () => {
      const path = await dialogs.open('answer');
      if (path === null) return ok({ chosen: false, number: '' });
      const read = await host.readClaimAnswer({ path });
      return read.ok ? ok({ chosen: true, number: read.value.number }) : read;
    },
  };
}
