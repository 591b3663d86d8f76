import { Socket } from 'node:net';
import type { PrinterState } from '../../../shared/ipc/views.ts';
import type { PrintOutcome } from '../protocol.ts';
import { ASK_DONE, ASK_OFFLINE_CAUSE, ASK_PAPER, isStatusByte, stateOf } from './status.ts';

export type PrintResult = Readonly<{ outcome: PrintOutcome; state: PrinterState }>;
export type Deadlines = Readonly<{ connectMs: number; statusMs: number; writeMs: number; confirmMs: number }>;
export const DEADLINES: Deadlines = { connectMs: 3000, statusMs: 250, writeMs: 10_000, confirmMs: 5000 };

/** A printer may send anything; more than this without meaning is noise and is dropped. */
const LONGEST_ANSWER_BYTES = 64;

/**
 * Prints one job over TCP (port 9100, "raw" printing). The outcome is what is known, never what is hoped:
 * `failed` = not one byte of the job went out; `confirmed` = the printer said that it processed everything;
 * `sent` = handed over, but this printer tells nothing; `unknown` = the connection broke after bytes went out.
 * Nothing is ever sent twice. Opens one connection for one job: most printers serve only one at a time.
 */
export async function printOverTcp(host: string, port: number, bytes: Uint8Array, deadlines = DEADLINES): Promise<PrintResult> {
  const line = new Line();
  if (!(await line.open(host, port, deadlines.connectMs))) return { outcome: 'failed', state: 'no-answer' };
  try {
    const before = await askState(line, deadlines.statusMs);
    if (before.state !== 'ready') return { outcome: 'failed', state: before.state };
    if (!(await line.send(bytes, deadlines.writeMs))) return { outcome: 'unknown', state: 'no-answer' };
    if (!(await line.send(ASK_DONE, deadlines.writeMs))) return { outcome: 'unknown', state: 'no-answer' };
    const done = await line.receive(() => true, deadlines.confirmMs);
    if (done !== undefined) return { outcome: 'confirmed', state: 'ready' };
    // A printer that answered before and is silent now did not finish; one that never answers cannot tell.
    const after = line.isOpen ? await askState(line, deadlines.statusMs) : { state: 'no-answer' as const, answered: false };
    if (!line.isOpen || before.answered) return { outcome: 'unknown', state: line.isOpen ? after.state : 'no-answer' };
    return { outcome: 'sent', state: 'ready' };
  } finally {
    line.close();
  }
}

/** Asks a printer how it is, without printing. */
export async function statusOverTcp(host: string, port: number, deadlines = DEADLINES): Promise<PrinterState> {
  const line = new Line();
  if (!(await line.open(host, port, deadlines.connectMs))) return 'no-answer';
  try {
    return (await askState(line, deadlines.statusMs)).state;
  } finally {
    line.close();
  }
}

async function askState(line: Line, deadlineMs: number): Promise<{ state: PrinterState; answered: boolean }> {
  await line.send(ASK_OFFLINE_CAUSE, deadlineMs);
  const cause = await line.receive(isStatusByte, deadlineMs);
  // A printer that is silent once is silent twice: no second wait for it.
  if (cause === undefined) return { state: line.isOpen ? 'ready' : 'no-answer', answered: false };
  await line.send(ASK_PAPER, deadlineMs);
  const paper = await line.receive(isStatusByte, deadlineMs);
  return { state: stateOf(cause, paper), answered: true };
}

/** A connection whose every wait has a deadline and which remembers nothing unasked. */
class Line {
  readonly #socket = new Socket();
  #open = false;
  #received: number[] = [];
  #wake: (() => void) | undefined;

  get isOpen(): boolean {
    return this.#open;
  }

  open(host: string, port: number, deadlineMs: number): Promise<boolean> {
    const shut = (): void => {
      this.#open = false;
      this.#wake?.();
    };
    this.#socket.on('error', shut).on('close', shut).on('end', shut);
    this.#socket.on('data', (chunk) => {
      this.#received = [...this.#received, ...chunk.subarray(0, LONGEST_ANSWER_BYTES)].slice(-LONGEST_ANSWER_BYTES);
      this.#wake?.();
    });
    this.#socket.setNoDelay(true);
    this.#socket.connect({ host, port }, () => {
      this.#open = true;
      this.#wake?.();
    });
    return this.#until(() => this.#open || this.#socket.destroyed, deadlineMs).then(() => this.#open);
  }

  /** True once the operating system has taken every byte; that is all TCP can tell. */
  async send(bytes: Uint8Array, deadlineMs: number): Promise<boolean> {
    if (!this.#open) return false;
    let taken = false;
    this.#socket.write(bytes, (error) => {
      taken = !error;
      this.#wake?.();
    });
    await this.#until(() => taken || !this.#open, deadlineMs);
    return taken && this.#open;
  }

  /** The first byte received that `fits`, or undefined at the deadline or when the line is cut. */
  async receive(fits: (byte: number) => boolean, deadlineMs: number): Promise<number | undefined> {
    await this.#until(() => this.#received.some(fits) || !this.#open, deadlineMs);
    const at = this.#received.findIndex(fits);
    return at < 0 ? undefined : this.#received.splice(0, at + 1).at(-1);
  }

  close(): void {
    this.#socket.destroy();
  }

  #until(reached: () => boolean, deadlineMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(finish, deadlineMs);
      const look = (): void => {
        if (reached()) finish.call(this);
      };
      function finish(this: unknown): void {
        clearTimeout(timer);
        resolve();
      }
      this.#wake = look;
      look();
    });
  }
}
