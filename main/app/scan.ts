import type { Station } from '../../shared/ipc/contract.ts';
import type { Handlers } from '../../shared/ipc/kinds.ts';
import type { CredentialProcess } from '../credential-host/credential-process.ts';
import type { VaultProcess } from '../vault-host/vault-process.ts';
import { isOwnCode } from '../vault/desk/scan-text.ts';

/** Shorter texts are typed words, and never somebody's voucher. */
const SHORTEST = 16;

/**
 * One scan, one verdict. Our own cards are judged by the vault alone. Whatever else there is goes to the credentials process
 * first: the vault is told what came of it, and never takes such a text apart itself.
 */
export function scanHandler(
  { client }: Pick<VaultProcess, 'client'>,
  checker: Pick<CredentialProcess, 'knows' | 'trust' | 'check'>,
): Handlers<Station>['desk']['scan'] {
  return async (input) => {
    const { text } = input;
    if (isOwnCode(text) || text.trim().length < SHORTEST) return client.desk.scan(input);
    const surroundings = await client.credentials.surroundings({ knows: checker.knows });
    if (!surroundings.ok) return surroundings;
    const { id, list, clock } = surroundings.value;
    if (list !== null) checker.trust({ id, list });
    return client.credentials.judge({ text, result: await checker.check(text, clock) });
  };
}
