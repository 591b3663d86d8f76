import { Socket } from 'node:net';
import type { PrinterState } from '../../../shared/ipc/views.ts';
import type { PrintOutcome } from '../protocol.ts';
import { ASK_DONE, ASK_OFFLINE_CAUSE, ASK_PAPER, canPrint, isDoneByte, isStatusByte, stateOf } from './status.ts';

/** `answered`: the printer told the state itself; else it is what the connection lets one think. */
export type StatusAnswer = Readonly<{ state: PrinterState; answered: boolean }>;
export type PrintResult = StatusAnswer & Readonly<{ outcome: PrintOutcome }>;
export type Deadlines = Readonly<{ connectMs: number; statusMs: number; writeMs: number; confirmMs: number }>;
/** Paper is slow: a long receipt takes ten seconds on a battery printer, and none may be called unknown for that. */
export const DEADLINES: Deadlines = { connectMs: 3000, statusMs: 250, writeMs: 10_000, confirmMs: 15_000 };
/** More than any printer's image buffer wants, then `ESC @` (initialise). */
const FLUSH = Uint8Array.from({ length: 8194 }, (_, index) => (index === 8192 ? 0x1b : index === 8193 ? 0x40 : 0));
/** The slowest line worth waiting for: a serial printer behind a network box at 9,600 baud. */
const LEAST_BYTES_PER_MS = 0.5;

const SILENT: StatusAnswer = { state: 'no-answer', answered: false };
/** A printer may send anything; more than this without meaning is noise and is dropped. */
const LONGEST_ANSWER_BYTES = 64;

/**
 * Prints one job over TCP (port 9100, "raw" printing). The outcome is what is known, never what is hoped:
 * `failed` = not one byte of the job went out; `confirmed` = the printer said that it processed everything;
 * `sent` = handed over, but this printer tells nothing; `unknown` = the connection broke after bytes went out.
 * Nothing is ever sent twice. `afterBreak`: the last job broke off, so the printer may still wait for bytes of a picture;
 * it is fed with zeros first, which it prints as white or drops. Opens one connection for one job: most printers serve only one at a time.
 */
export async function printOverTcp(
  host: string,
  port: number,
  bytes: Uint8Array,
  { deadlines = DEADLINES, afterBreak = false }: Readonly<{ deadlines?: Deadlines; afterBreak?: boolean }> = {},
): Promise<PrintResult> {
  const line = new Line();
  try {
    if (!(await line.open(host, port, deadlines.connectMs))) return { outcome: 'failed', ...SILENT };
    const before = await askState(line, deadlines.statusMs);
    if (!canPrint(before.state)) return { outcome: 'failed', ...before };
    if (afterBreak && !(await line.send(FLUSH, deadlines.writeMs))) return { outcome: 'failed', ...SILENT };
    const writeMs = deadlines.writeMs + bytes.length / LEAST_BYTES_PER_MS;
    if (!(await line.send(bytes, writeMs))) return { outcome: 'unknown', ...SILENT };
    if (!(await line.send(ASK_DONE, deadlines.writeMs))) return { outcome: 'unknown', ...SILENT };
    // A printer that told nothing before will hardly tell now: no person is kept waiting for it.
    const done = await line.receive(isDoneByte, before.answered ? deadlines.confirmMs : deadlines.statusMs);
    if (done !== undefined) return { outcome: 'confirmed', ...before };
    // A printer that answered before and is silent now did not finish; one that never answers cannot tell.
    const after = line.isOpen ? await askState(line, deadlines.statusMs) : SILENT;
    if (!line.isOpen) return { outcome: 'unknown', ...SILENT };
    return before.answered ? { outcome: 'unknown', ...after } : { outcome: 'sent', ...before };
  } finally {
    line.close();
  }
}

/**
 * Asks a printer how it is, without printing: real-time questions are no part of a job. Without `ask` not one byte is sent and
 * only the connection is tried: for a printer that has never answered, since it might print what it does not understand, and
 * for one that still waits for the remainder of a picture.
 */
export async function statusOverTcp(
  host: string,
  port: number,
  { deadlines = DEADLINES, ask = true }: Readonly<{ deadlines?: Deadlines; ask?: boolean }> = {},
): Promise<StatusAnswer> {
  const line = new Line();
  try {
    if (!(await line.open(host, port, deadlines.connectMs))) return SILENT;
    return ask ? await askState(line, deadlines.statusMs) : { state: 'ready', answered: false };
  } finally {
    line.close();
  }
}

async function askState(line: Line, deadlineMs: number): Promise<StatusAnswer> {
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
