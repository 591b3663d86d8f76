import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { printOverTcp, statusOverTcp, type Deadlines } from './tcp-printer.ts';

const QUICK: Deadlines = { connectMs: 500, statusMs: 80, writeMs: 300, confirmMs: 300 };
const JOB = Buffer.from('\u001b@receipt 0001\n');
const DONE = Buffer.from([0x1d, 0x72, 1]);

type Answers = Readonly<{ offlineCause?: number; paper?: number; done?: number }>;
let server: Server | undefined;
const sockets = new Set<Socket>();

/** A printer on a free port; `hear` sees every connection and all bytes so far. */
async function printer(hear: (socket: Socket, all: Buffer, chunk: Buffer) => void): Promise<number> {
  const made = createServer((socket) => {
    let all: Buffer = Buffer.alloc(0);
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      all = Buffer.concat([all, chunk]);
      hear(socket, all, chunk);
    });
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
  return (made.address() as AddressInfo).port;
}

/** Answers questions as they come, and hands all bytes to `seen`. */
function answering(answers: Answers, seen: (all: Buffer) => void = () => undefined): Promise<number> {
  return printer((socket, all, chunk) => {
    seen(all);
    const ask = (bytes: number[], answer: number | undefined): void => {
      if (answer !== undefined && chunk.includes(Buffer.from(bytes))) socket.write(Uint8Array.of(answer));
    };
    ask([0x10, 4, 2], answers.offlineCause);
    ask([0x10, 4, 4], answers.paper);
    ask([0x1d, 0x72, 1], answers.done);
  });
}

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve()));
  server = undefined;
});

describe('printing over TCP', () => {
  it('is confirmed once the printer says that it has processed everything', async () => {
    let received = Buffer.alloc(0);
    const port = await answering({ offlineCause: 0x12, paper: 0x12, done: 0 }, (all) => (received = Buffer.from(all)));
    const printed = await printOverTcp('127.0.0.1', port, JOB, { deadlines: QUICK });
    expect(printed).toEqual({ outcome: 'confirmed', state: 'ready', answered: true });
    const body = received.subarray(received.indexOf(JOB));
    expect(body.equals(Buffer.concat([JOB, DONE]))).toBe(true);
    expect(received.indexOf(JOB, received.indexOf(JOB) + 1)).toBe(-1);
  });

  it('is only "sent" where the printer never tells anything', async () => {
    const port = await answering({});
    expect(await printOverTcp('127.0.0.1', port, JOB, { deadlines: QUICK })).toEqual({
      outcome: 'sent',
      state: 'ready',
      answered: false,
    });
  });

  it('has failed, with nothing sent, where nobody listens', async () => {
    const port = await answering({});
    await new Promise<void>((resolve) => server!.close(() => resolve()));
    server = undefined;
    expect(await printOverTcp('127.0.0.1', port, JOB, { deadlines: QUICK })).toEqual({
      outcome: 'failed',
      state: 'no-answer',
      answered: false,
    });
  });

  it.each([
    ['paper-out', { offlineCause: 0x32, paper: 0x72 }],
    ['cover-open', { offlineCause: 0x16, paper: 0x12 }],
    ['fault', { offlineCause: 0x52, paper: 0x12 }],
  ] as const)('sends nothing to a printer that says %s', async (state, answers) => {
    let received = Buffer.alloc(0);
    const port = await answering(answers, (all) => (received = Buffer.from(all)));
    expect(await printOverTcp('127.0.0.1', port, JOB, { deadlines: QUICK })).toEqual({
      outcome: 'failed',
      state,
      answered: true,
    });
    expect(received.includes('receipt')).toBe(false);
    expect(await statusOverTcp('127.0.0.1', port, { deadlines: QUICK })).toEqual({ state, answered: true });
  });

  it('prints on a roll that comes to its end, and says so', async () => {
    const port = await answering({ offlineCause: 0x12, paper: 0x1e, done: 0 });
    expect(await printOverTcp('127.0.0.1', port, JOB, { deadlines: QUICK })).toMatchObject({
      outcome: 'confirmed',
      state: 'paper-low',
    });
  });

  it('is unknown where the connection breaks after bytes went out', async () => {
    const port = await printer((socket, all) => {
      if (all.includes('receipt')) socket.resetAndDestroy();
    });
    expect(await printOverTcp('127.0.0.1', port, JOB, { deadlines: QUICK })).toMatchObject({ outcome: 'unknown' });
  });

  it('is unknown where a printer that answered before falls silent', async () => {
    const port = await answering({ offlineCause: 0x12, paper: 0x12 });
    expect(await printOverTcp('127.0.0.1', port, JOB, { deadlines: QUICK })).toMatchObject({ outcome: 'unknown' });
  });

  it('does not take a late status answer for a confirmation', async () => {
    const port = await answering({ offlineCause: 0x12, paper: 0x12, done: 0x12 });
    expect(await printOverTcp('127.0.0.1', port, JOB, { deadlines: QUICK })).toMatchObject({ outcome: 'unknown' });
  });

  it('is not choked by a printer that talks without end', async () => {
    const port = await printer((socket) => void socket.write(Buffer.alloc(200_000, 0xff)));
    const printed = await printOverTcp('127.0.0.1', port, JOB, { deadlines: QUICK });
    expect(['sent', 'unknown']).toContain(printed.outcome);
  });

  it('is unknown, in bounded time, where the printer takes no more bytes', async () => {
    const port = await printer((socket) => void socket.pause());
    const long = new Uint8Array(64 * 1024 * 1024);
    const slow = { ...QUICK, writeMs: 300 - long.length / 0.5 };
    expect(await printOverTcp('127.0.0.1', port, long, { deadlines: slow })).toMatchObject({ outcome: 'unknown' });
  });

  it('frees a printer that waits for the remainder of a broken job', async () => {
    let received = Buffer.alloc(0);
    const port = await answering({ offlineCause: 0x12, paper: 0x12, done: 0 }, (all) => (received = Buffer.from(all)));
    expect(await printOverTcp('127.0.0.1', port, JOB, { deadlines: QUICK, afterBreak: true })).toMatchObject({
      outcome: 'confirmed',
    });
    const flushed = received.subarray(6, received.indexOf(JOB));
    expect(flushed.length).toBe(8194);
    expect(flushed.subarray(0, 8192).every((byte) => byte === 0)).toBe(true);
  });
});

describe('asking a printer how it is', () => {
  it('sends two real-time questions and nothing else, and hangs up', async () => {
    let received = Buffer.alloc(0);
    const port = await answering({ offlineCause: 0x12, paper: 0x12 }, (all) => (received = Buffer.from(all)));
    const hungUp = new Promise<void>((resolve) =>
      server!.once('connection', (socket) => socket.once('close', () => resolve())),
    );
    expect(await statusOverTcp('127.0.0.1', port, { deadlines: QUICK })).toEqual({ state: 'ready', answered: true });
    await hungUp;
    expect([...received]).toEqual([0x10, 4, 2, 0x10, 4, 4]);
  });

  it('sends not one byte where it only tries the connection', async () => {
    let received = Buffer.alloc(0);
    const port = await answering({ offlineCause: 0x12, paper: 0x72 }, (all) => (received = Buffer.from(all)));
    const hungUp = new Promise<void>((resolve) =>
      server!.once('connection', (socket) => socket.once('close', () => resolve())),
    );
    expect(await statusOverTcp('127.0.0.1', port, { deadlines: QUICK, ask: false })).toEqual({
      state: 'ready',
      answered: false,
    });
    await hungUp;
    expect(received).toHaveLength(0);
  });

  it('does not wait for one that is silent, nor for one that is off', async () => {
    const port = await answering({});
    expect(await statusOverTcp('127.0.0.1', port, { deadlines: QUICK })).toEqual({ state: 'ready', answered: false });
    await new Promise<void>((resolve) => server!.close(() => resolve()));
    server = undefined;
    expect(await statusOverTcp('127.0.0.1', port, { deadlines: QUICK })).toEqual({
      state: 'no-answer',
      answered: false,
    });
  });
});
