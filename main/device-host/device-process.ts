import { app, utilityProcess, type UtilityProcess } from 'electron';
import { join } from 'node:path';
import type { DeviceAnswer, DeviceMessage, DeviceRequest } from '../devices/protocol.ts';

type Target = Readonly<{ host: string; port: number }>;
type Unnumbered = {
  [K in DeviceRequest['kind']]: Omit<Extract<DeviceRequest, { kind: K }>, 'id'>;
}[DeviceRequest['kind']];

/** Main's side of the devices process. A crash in a driver ends that process only: it is started again at the next job. */
export class DeviceProcess {
  readonly #scanned: (text: string) => void;
  #child: UtilityProcess | undefined;
  #waiting = new Map<number, { kind: DeviceRequest['kind']; resolve: (answer: DeviceAnswer) => void }>();
  #lastId = 0;

  constructor(scanned: (text: string) => void) {
    this.#scanned = scanned;
  }

  print(target: Target, bytes: Uint8Array): Promise<DeviceAnswer> {
    return this.#ask({ kind: 'print', ...target, bytes });
  }

  /** Never prints; without `ask` it only tries the connection. */
  status(target: Target, ask: boolean): Promise<DeviceAnswer> {
    return this.#ask({ kind: 'status', ...target, ask });
  }

  start(): UtilityProcess {
    if (this.#child !== undefined) return this.#child;
    const child = utilityProcess.fork(join(app.getAppPath(), 'out', 'devices', 'process.js'), [], {
      serviceName: 'tallypoint-devices',
      env: { LANG: 'C.UTF-8' },
      stdio: 'ignore',
    });
    child.on('message', (message: DeviceMessage) => this.#hear(message));
    child.once('exit', () => this.#lost(child));
    this.#child = child;
    return child;
  }

  stop(): void {
    const child = this.#child;
    this.#child = undefined;
    child?.kill();
  }

  #ask(request: Unnumbered): Promise<DeviceAnswer> {
    const id = ++this.#lastId;
    const child = this.start();
    return new Promise((resolve) => {
      this.#waiting.set(id, { kind: request.kind, resolve });
      child.postMessage({ id, ...request });
    });
  }

  #hear(message: DeviceMessage): void {
    if ('scanned' in message) {
      this.#scanned(message.scanned);
      return;
    }
    this.#waiting.get(message.id)?.resolve(message);
    this.#waiting.delete(message.id);
  }

  #lost(child: UtilityProcess): void {
    if (child === this.#child) this.#child = undefined;
    // A job that was under way may have printed: nobody can know.
    for (const [id, { resolve }] of this.#waiting) resolve({ id, outcome: 'unknown', state: 'fault', answered: false });
    this.#waiting.clear();
  }
}
