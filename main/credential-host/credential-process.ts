import { app, utilityProcess, type UtilityProcess } from 'electron';
import { join } from 'node:path';
import type { CredentialResult } from '../../shared/domain/credential-verdict.ts';
import type { TrustList } from '../../shared/domain/trust-list.ts';
import type { CheckerMessage, CheckerRequest } from '../credentials/protocol.ts';
import type { Clock } from '../credentials/types.ts';

const HEAP_MIB = 128;
/** The longest honest check takes a tenth of it on a slow computer; a busy one may take its time. */
const CHECK_MS = 2000;
/** Loading the process is not the scan's fault. */
const START_MS = 10_000;
const UNUSED_MS = 3 * 60_000;

/** Whom to trust, under a name that changes whenever the list does. */
export type NamedTrust = Readonly<{ id: string; list: TrustList }>;
type Running = Readonly<{ child: UtilityProcess; ready: Promise<void>; gone: Promise<void> }>;
type Told = (result: CredentialResult | null) => void;

/**
 * Main's side of the credentials process. It runs from when it is prepared until it is stopped; where it was not prepared, from the
 * first scan that needs it until none did for some minutes. Over one text it never runs longer than two seconds: then it is ended,
 * and the text is refused.
 */
export class CredentialProcess {
  #running: Running | undefined;
  #trust: NamedTrust | undefined;
  #waiting = new Map<number, Told>();
  #lastId = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #prepared = false;

  /** The name of the trust list that it was given last. */
  get knows(): string | null {
    return this.#trust?.id ?? null;
  }

  trust(trust: NamedTrust): void {
    this.#trust = trust;
    this.#tellTrust();
  }

  /** Has it ready before the first scan needs it, where there is anybody to trust: starting it takes longer than a check. */
  prepare(): void {
    if (this.#trust === undefined || this.#trust.list.issuers.length === 0) return;
    this.#prepared = true;
    clearTimeout(this.#idle);
    this.#start();
  }

  /** Null for a text that takes too long, asks for too much memory or breaks the process. Never fails. */
  async check(text: string, clock: Clock): Promise<CredentialResult | null> {
    clearTimeout(this.#idle);
    const running = this.#start();
    const started = await startedInTime(running);
    const result = started && this.#running === running ? await this.#ask(running.child, text, clock) : null;
    if (!started) this.#end(running.child);
    if (this.#waiting.size === 0 && !this.#prepared) this.#idle = setTimeout(() => this.stop(), UNUSED_MS);
    return result;
  }

  stop(): void {
    clearTimeout(this.#idle);
    this.#prepared = false;
    if (this.#running !== undefined) this.#end(this.#running.child);
  }

  #ask(child: UtilityProcess, text: string, clock: Clock): Promise<CredentialResult | null> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#end(child), CHECK_MS);
      this.#waiting.set(id, (result) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(result);
      });
      child.postMessage({ id, text, clock } satisfies CheckerRequest);
    });
  }

  #start(): Running {
    if (this.#running !== undefined) return this.#running;
    const child = utilityProcess.fork(join(app.getAppPath(), 'out', 'credentials', 'process.js'), [], {
      serviceName: 'tallypoint-credentials',
      env: { LANG: 'C.UTF-8' },
      // Without `--js-flags` V8 is not told.
      execArgv: [`--js-flags=--max-old-space-size=${HEAP_MIB}`],
      stdio: 'ignore',
    });
    const ready = new Promise<void>((resolve) => {
      child.on('message', (message: CheckerMessage) => {
        if ('ready' in message) resolve();
        else this.#waiting.get(message.id)?.(message.result);
      });
    });
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve(this.#lost(child))));
    this.#running = { child, ready, gone };
    this.#tellTrust();
    return this.#running;
  }

  #tellTrust(): void {
    if (this.#trust !== undefined)
      this.#running?.child.postMessage({ trust: this.#trust.list } satisfies CheckerRequest);
  }

  #end(child: UtilityProcess): void {
    child.kill();
    this.#lost(child);
  }

  #lost(child: UtilityProcess): void {
    if (this.#running?.child !== child) return;
    this.#running = undefined;
    for (const tell of this.#waiting.values()) tell(null);
  }
}

/** False where it ended or hung while it was loaded. */
async function startedInTime({ ready, gone }: Running): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, START_MS);
  });
  const no = (): boolean => false;
  const started = await Promise.race([ready.then(() => true), gone.then(no), late.then(no)]);
  clearTimeout(timer);
  return started;
}
