import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openKeyslots } from '../../main/vault/crypto/keyslots.ts';
import { nodePorts } from '../../main/vault/session/node-ports.ts';
import type { VaultPorts } from '../../main/vault/session/ports.ts';
import { unlockStation, type Unlocked } from '../../main/vault/session/unlocked.ts';
import { vaultFiles } from '../../main/vault/setup/station-file.ts';
import { createVault } from '../../main/vault/vault.ts';
import { createClient } from '../../shared/ipc/client.ts';
import { vaultContract, type VaultContract } from '../../shared/ipc/host-contract.ts';
import type { Client } from '../../shared/ipc/kinds.ts';
import type { Result } from '../../shared/result.ts';

/** Files of one size of roll below the working folder. */
export function runFiles(folder: string) {
  return {
    /** A station enrolled and without a roll. */
    blank: join(folder, 'blank'),
    /** The same with the roll installed. */
    profile: join(folder, 'profile'),
    package: join(folder, 'roll.cycle'),
    bare: join(folder, 'bare.db'),
    bareCommits: join(folder, 'bare-commits.db'),
  };
}

/** Invented people have no secrets: these open stations that live as long as a measurement. */
export const SETUP = { operator: 'SETUP', secret: 'maple river lantern copper' } as const;
export const SUPERVISOR = { operator: 'OMAR', secret: 'thunder basket yellow road' } as const;
export const CLERK = { operator: 'AMINA', secret: 'window harvest singing goat' } as const;

const APP_VERSION = '0.0.0';

/** Ports of the real machine; a fault ends the job with its cause. */
export function realPorts(changed: VaultPorts['changed'] = () => undefined): VaultPorts {
  return nodePorts({
    changed,
    report(what, cause) {
      throw new Error(`${what} failed`, { cause });
    },
  });
}

const noPaper = (): Promise<never> => Promise.reject(new Error('No paper is drawn here'));

/** The vault as the main process has it, with a profile opened. `changed` hears what main would. */
export async function openStation(profile: string, changed?: VaultPorts['changed']): Promise<Client<VaultContract>> {
  const vault = createVault(realPorts(changed), { summary: noPaper, claim: noPaper });
  const client = createClient(vaultContract, { call: vault.call, listen: () => () => undefined });
  must(await client.host.open({ profile, deviceSecret: null, appVersion: APP_VERSION }));
  return client;
}

/** The station's files below the vault's door: for what is measured without its queue and its checks of form. */
export async function openBelow(profile: string): Promise<Unlocked> {
  const ports = realPorts();
  const folder = join(profile, 'vault');
  const path = vaultFiles(folder).keyslots;
  const keyslots = must(
    openKeyslots({ path, disk: ports.disk, random: ports.random, now: ports.clock.nowMs, deviceSecret: undefined }),
  );
  const slot = keyslots.list().find(({ id }) => id === CLERK.operator);
  if (slot === undefined) throw new Error('The clerk of the measurement has no slot');
  const content = must(await keyslots.unlock(slot.id, CLERK.secret));
  return must(
    unlockStation(
      { ports, profile: { folder, deviceSecret: undefined, appVersion: APP_VERSION }, keyslots },
      slot,
      content,
    ),
  );
}

/** The value of an answer, or an error that names the failure. */
export function must<T, E>(answer: Result<T, E>): T {
  if (answer.ok) return answer.value;
  const { error } = answer;
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : error;
  throw new Error(`The station answered ${String(code)}`);
}

/** The most memory that this process ever had in RAM, in MB (10^6 bytes). */
export function peakMemoryMb(): number {
  // What Linux answers to getrusage counts the parent's pages too, from before this program was loaded.
  if (process.platform === 'linux') {
    const kibibytes = Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
    return (kibibytes * 1024) / 1e6;
  }
  return (process.resourceUsage().maxRSS * 1024) / 1e6;
}
