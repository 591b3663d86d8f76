import { setTimeout as pause } from 'node:timers/promises';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { VaultView } from '../../shared/ipc/views.ts';
import { fetchPackage, packagePath } from '../upload/download.ts';
import { watchLink } from '../upload/link-watch.ts';
import { FIRST_PACE } from '../upload/pace.ts';
import { Pump } from '../upload/pump.ts';
import { vaultOutcome, type Outcome } from '../upload/exchange.ts';
import { runRound } from '../upload/round.ts';
import { openLink, type Link } from '../upload/transport.ts';
import type { VaultProcess } from '../vault-host/vault-process.ts';
import type { Report } from './incidents.ts';

export type SendingPorts = Readonly<{
  vault: VaultProcess['client'];
  profile: string;
  view: () => VaultView;
  paused: () => boolean;
  changed: () => void;
  report: Report;
}>;

const LOOK_MS = 10_000;
/** Between two requests of a round: scans that wait for the vault are answered first. */
const BREATH_MS = 20;

/** Gets the ledger home while people work: wires the pump to the vault, the network and the clock. */
export class Sending {
  readonly pump: Pump;
  readonly #ports: SendingPorts;
  readonly #pace = { current: FIRST_PACE };
  readonly #watch = watchLink(networkInterfaces);
  readonly #looking: NodeJS.Timeout;
  #link: Readonly<{ key: string; link: Link }> | undefined;
  #last: VaultView | undefined;

  constructor(ports: SendingPorts) {
    this.#ports = ports;
    this.pump = new Pump({
      round: () => this.#round(),
      timers: {
        set: (work, afterMs) => setTimeout(work, afterMs),
        clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
      },
      random: Math.random,
      waiting: () => waits(ports.view()),
      linked: () => this.#watch.linked(),
      paused: ports.paused,
      wallMs: Date.now,
      changed: ports.changed,
      fault: (cause) => void ports.report('sending', cause),
    });
    this.#looking = setInterval(() => {
      if (this.#watch.look()) this.pump.wake();
    }, LOOK_MS);
  }

  /** Called with every view of the vault. */
  take(view: VaultView): void {
    const before = this.#last;
    this.#last = view;
    if (view.phase !== 'open') return;
    if (before?.phase !== 'open' || before.operator?.id !== view.operator?.id) this.pump.wake();
    else if (before.outbox.collector === null && view.outbox.hasAddress) this.pump.wake();
    else if (waits(view)) this.pump.grown();
  }

  /** Where an arrived package lies. */
  packagePath(sha256: string): string {
    return packagePath(this.#folder, sha256);
  }

  close(): void {
    clearInterval(this.#looking);
    this.pump.close();
    this.#link?.link.close();
  }

  get #folder(): string {
    return join(this.#ports.profile, 'inbox');
  }

  async #round(): Promise<Outcome> {
    const { outbox } = this.#ports.vault;
    const named = await outbox.link();
    if (!named.ok) return vaultOutcome(named.error.code);
    const { url, authorities } = named.value;
    const link = this.#linkTo(url, authorities);
    return await runRound({
      vault: outbox,
      exchange: link.exchange,
      fetchPackage: (order) => fetchPackage({ vault: outbox, link, folder: this.#folder }, order),
      nowMs: () => performance.now(),
      pace: this.#pace,
      breathe: async () => {
        await pause(BREATH_MS);
        return !this.#ports.paused();
      },
    });
  }

  #linkTo(url: string, authorities: string | null): Link {
    const key = JSON.stringify([url, authorities]);
    if (this.#link?.key === key) return this.#link.link;
    this.#link?.link.close();
    const link = openLink({ url, authorities });
    this.#link = { key, link };
    return link;
  }
}

function waits({ outbox }: VaultView): boolean {
  return outbox.total > outbox.sent;
}
