import { app, utilityProcess, type UtilityProcess } from 'electron';
import { join } from 'node:path';
import type { EdgeFailure } from '../../shared/ipc/kinds.ts';
import { createClient } from '../../shared/ipc/client.ts';
import { vaultContract, type VaultContract } from '../../shared/ipc/host-contract.ts';
import type { VaultView } from '../../shared/ipc/views.ts';
import type { Client } from '../../shared/ipc/kinds.ts';
import { err, type Result } from '../../shared/result.ts';
import type { VaultMessage, VaultRequest } from '../vault/protocol.ts';

export type VaultEvents = Readonly<{
  changed: (view: VaultView) => void;
  incident: (incident: string, text: string) => void;
  /** The process is gone without having been asked to; `detail` says how, for the log. */
  lost: (detail: string) => string;
}>;

type Answer = Result<unknown, { code: string } | EdgeFailure>;
const CLOSE_TIMEOUT_MS = 5000;

/** Main's side of the vault process: asks, hears, and notices when it dies. It is started again only by a person's act. */
export class VaultProcess {
  readonly client: Client<VaultContract>;
  readonly #events: VaultEvents;
  #child: UtilityProcess | undefined;
  #waiting = new Map<number, (answer: Answer) => void>();
  #lastId = 0;
  #closing = false;

  constructor(events: VaultEvents) {
    this.#events = events;
    this.client = createClient(vaultContract, {
      call: (name, input) => this.call(name, input),
      listen: () => () => undefined,
    });
  }

  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  start(): void {
    // A non-empty environment is what keeps the real one out: an empty object would be taken for "inherit".
    const child = utilityProcess.fork(join(app.getAppPath(), 'out', 'vault', 'process.js'), [], {
      serviceName: 'tallypoint-vault',
      env: { LANG: 'C.UTF-8' },
      stdio: 'ignore',
    });
    child.on('message', (message: VaultMessage) => this.#hear(message));
    child.once('exit', (code) => this.#lost(child, `exit ${code}`));
    this.#child = child;
  }

  /** One request of `vaultContract`. A vault that is gone answers `unexpected`, it never hangs. */
  call(name: string, input: unknown): Promise<Answer> {
    const child = this.#child;
    if (child === undefined) return Promise.resolve(err({ code: 'unexpected', incident: 'VAULT' }));
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      child.postMessage({ id, name, input } satisfies VaultRequest);
    });
  }

  /** Lets the vault close its files; after five seconds it is ended, which is harmless too. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#closing = true;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const timer = setTimeout(() => child.kill(), CLOSE_TIMEOUT_MS);
    await Promise.race([this.call('host.shutdown', undefined), gone]);
    child.kill();
    await gone;
    clearTimeout(timer);
  }

  #hear(message: VaultMessage): void {
    if ('id' in message) {
      this.#waiting.get(message.id)?.(message.result);
      this.#waiting.delete(message.id);
    } else if ('event' in message) {
      this.#events.changed(message.payload);
    } else {
      this.#events.incident(message.incident, message.text);
    }
  }

  #lost(child: UtilityProcess, detail: string): void {
    if (child !== this.#child) return;
    this.#child = undefined;
    const incident = this.#closing ? 'CLOSED' : this.#events.lost(detail);
    for (const resolve of this.#waiting.values()) resolve(err({ code: 'unexpected', incident }));
    this.#waiting.clear();
  }
}
