import type { Station } from '../../shared/ipc/contract.ts';
import type { Handlers } from '../../shared/ipc/kinds.ts';
import type { VaultView } from '../../shared/ipc/views.ts';
import type { CredentialProcess } from '../credential-host/credential-process.ts';
import type { VaultProcess } from '../vault-host/vault-process.ts';
import { ok } from '../../shared/result.ts';
import { isOwnCode } from '../vault/desk/scan-text.ts';
import { expectsScans } from './vault-views.ts';

type Vault<G extends keyof VaultProcess['client']> = Readonly<{ client: Pick<VaultProcess['client'], G> }>;

/** Shorter texts are typed words, and never somebody's voucher. */
const SHORTEST = 16;

/**
 * One scan, one verdict. Our own cards are judged by the vault alone. Whatever else there is goes to the credentials process
 * first: the vault is told what came of it, and never takes such a text apart itself.
 */
export function scanHandler(
  { client }: Vault<'desk' | 'credentials'>,
  checker: Pick<CredentialProcess, 'knows' | 'trust' | 'check'>,
): Handlers<Station>['desk']['scan'] {
  const scan: Handlers<Station>['desk']['scan'] = async (input) => {
    const { text } = input;
    if (isOwnCode(text) || text.trim().length < SHORTEST) return client.desk.scan(input);
    const surroundings = await tellTrust({ client }, checker);
    if (!surroundings.ok) return surroundings;
    const { id: trust, clock } = surroundings.value;
    const judged = await client.credentials.judge({ text, trust, result: await checker.check(text, clock) });
    if (!judged.ok) return judged;
    // Another list was put in force meanwhile.
    return judged.value === null ? scan(input) : ok(judged.value);
  };
  return scan;
}

/**
 * Called with every view of the vault: has the credentials process ready as soon as somebody serves over a cycle that trusts
 * issuers of vouchers, and ends it when nobody does.
 */
export function credentialsInTime(
  { client }: Vault<'credentials'>,
  checker: Pick<CredentialProcess, 'knows' | 'trust' | 'prepare' | 'stop'>,
): (view: VaultView) => void {
  let served: string | null = null;
  return (view) => {
    const now = expectsScans(view) ? `${view.operator?.id}/${view.cycle?.packageNumber}` : null;
    if (now === served) return;
    served = now;
    if (now === null) return checker.stop();
    void tellTrust({ client }, checker).then((told) => {
      if (told.ok && now === served) checker.prepare();
    });
  };
}

/** Gives the process the list in force, where it has another one. */
async function tellTrust({ client }: Vault<'credentials'>, checker: Pick<CredentialProcess, 'knows' | 'trust'>) {
  const surroundings = await client.credentials.surroundings({ knows: checker.knows });
  if (surroundings.ok && surroundings.value.list !== null)
    checker.trust({ id: surroundings.value.id, list: surroundings.value.list });
  return surroundings;
}
