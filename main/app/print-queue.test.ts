import { describe, expect, test } from 'vitest';
import { aReceipt } from '../../shared/receipt/receipt.fixture.ts';
import { ok } from '../../shared/result.ts';
import type { DeviceAnswer } from '../devices/protocol.ts';
import { PrintQueue, type PrintPorts } from './print-queue.ts';

const printer = { host: '192.0.2.7', port: 9100, columns: 48, mode: 'text' } as const;
const told = (state: DeviceAnswer['state'], answered = true): DeviceAnswer => ({
  id: 1,
  outcome: 'confirmed',
  state,
  answered,
});
type Held = { answer: (answer: DeviceAnswer) => void };

/** A queue over a vault that holds `waiting` jobs, and a printer that answers when the test says so. */
function queued(waiting = 0) {
  const did: string[] = [];
  const held: Held[] = [];
  const states: string[] = [];
  let jobs = Array.from({ length: waiting }, (_, at) => ({ job: at + 1, copy: 0, paper: aReceipt() }));
  const device = (what: string): Promise<DeviceAnswer> => {
    did.push(what);
    return new Promise((resolve) => held.push({ answer: resolve }));
  };
  const host = {
    nextPrint: () => Promise.resolve(ok(jobs[0] ?? null)),
    printStarted: ({ job }: { job: number }) => {
      jobs = jobs.filter((one) => one.job !== job);
      return Promise.resolve(ok(undefined));
    },
    printOutcome: ({ job, state }: { job: number; state: string }) => {
      did.push(`${job} ${state}`);
      return Promise.resolve(ok(undefined));
    },
  };
  const queue = new PrintQueue({
    // Of the vault only these are called.
    vault: { host } as unknown as PrintPorts['vault'],
    settings: () => printer,
    render: () => Promise.resolve(new Uint8Array(1)),
    print: () => device('print'),
    status: (_at, ask) => device(ask ? 'ask' : 'connect'),
    changed: () => void states.push(queue.state),
    fault: (cause) => {
      throw cause;
    },
  });
  const settle = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const answer = async (given: DeviceAnswer): Promise<void> => {
    held.shift()?.answer(given);
    await settle();
  };
  return { queue, did, states, settle, answer };
}

describe('one at a time', () => {
  test('nothing is asked while a job is in hand', async () => {
    const { queue, did, settle, answer } = queued(1);
    queue.wake();
    await settle();
    expect(await queue.look(printer)).toBeUndefined();
    expect(queue.state).toBe('printing');
    await answer(told('ready'));
    expect(did).toEqual(['print', '1 confirmed']);
  });

  test('a job that comes while the printer is asked waits for the answer, and is not "printing" before', async () => {
    const { queue, did, settle, answer } = queued(1);
    const looked = queue.look(printer);
    queue.wake();
    await settle();
    expect(did).toEqual(['ask']);
    expect(queue.state).toBe('checking');
    await answer(told('paper-low'));
    expect(await looked).toBe('paper-low');
    expect(did).toEqual(['ask', 'print']);
    await answer(told('paper-low'));
    expect(did).toEqual(['ask', 'print', '1 confirmed']);
    expect(queue.state).toBe('paper-low');
  });

  test('a test sheet waits its turn and answers the printer’s state', async () => {
    const { queue, did, settle, answer } = queued(1);
    queue.wake();
    await settle();
    const tested = queue.printSlip(() => Promise.resolve(new Uint8Array(2)));
    await answer(told('ready'));
    await settle();
    expect(did).toEqual(['print', '1 confirmed', 'print']);
    await answer(told('paper-out'));
    expect(await tested).toBe('paper-out');
  });
});

describe('what the printer tells', () => {
  test('is said once where it changes', async () => {
    const { queue, states, answer } = queued();
    for (const state of ['ready', 'ready', 'paper-out', 'paper-out', 'ready'] as const) {
      const looked = queue.look(printer);
      await answer(told(state));
      await looked;
    }
    expect(states).toEqual(['ready', 'paper-out', 'ready']);
  });

  test('one that never answered is sent no second question', async () => {
    const { queue, did, answer } = queued();
    for (let times = 0; times < 3; times++) {
      const looked = queue.look(printer);
      await answer(told('ready', false));
      expect(await looked).toBe('ready');
    }
    expect(did).toEqual(['ask', 'connect', 'connect']);
  });

  test('one that talks and is late once keeps its state and is asked again', async () => {
    const { queue, did, answer } = queued();
    for (const given of [told('paper-out'), told('ready', false), told('ready')]) {
      const looked = queue.look(printer);
      await answer(given);
      await looked;
      if (!given.answered) expect(queue.state).toBe('paper-out');
    }
    expect(did).toEqual(['ask', 'ask', 'ask']);
    expect(queue.state).toBe('ready');
  });
});
