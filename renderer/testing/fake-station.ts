import type { z } from 'zod';
import { contract } from '../../shared/ipc/contract.ts';
import type { Bridge } from '../../shared/ipc/client.ts';
import type { Contract } from '../../shared/ipc/kinds.ts';
import type { StationView } from '../station.ts';
import { answersOf, type FakeState } from './fake-answers.ts';
import { stationFixture } from './station.fixture.ts';

type Answer = Readonly<{ ok: true; value: unknown } | { ok: false; error: Readonly<{ code: string }> }>;
export type FakeStation = Readonly<{
  bridge: Bridge;
  /** All calls so far, in order: `group.name`. */
  calls: readonly string[];
  /** The next call is refused with this code. */
  failNext(code: string): void;
  /** As a HID scanner reads it. */
  scan(text: string): void;
  change(more: (view: StationView) => StationView): void;
}>;

/**
 * A station out of the same contract, for looking at screens without Electron. It knows no rules: it answers from a
 * script, and every answer is parsed by the contract, so that it cannot drift from the real one.
 */
export function fakeStation(first: StationView = stationFixture()): FakeStation {
  const listeners = new Set<(payload: unknown) => void>();
  const scanners = new Set<(payload: unknown) => void>();
  const state: FakeState = { view: first, handovers: [], holds: [], captures: [], serial: 20, failNext: null };
  const calls: string[] = [];
  const tell = (): void => {
    for (const listener of listeners) listener(state.view);
  };
  const answers = answersOf(state, tell);
  const spec: Contract = contract;

  async function call(name: string, input: unknown): Promise<Answer> {
    calls.push(name);
    const [group = '', member = ''] = name.split('.');
    const command = spec[group]?.[member];
    if (command?.kind !== 'command') return { ok: false, error: { code: 'rejected' } };
    const parsed: z.ZodSafeParseResult<unknown> = command.input.safeParse(input);
    if (!parsed.success) return { ok: false, error: { code: 'rejected' } };
    await new Promise((resolve) => setTimeout(resolve, 30));
    const failure = state.failNext;
    state.failNext = null;
    if (failure !== null) return { ok: false, error: { code: failure } };
    // The contract has just parsed the input for this very name.
    const answer = answers[name] as ((input: unknown) => unknown) | undefined;
    return { ok: true, value: command.output.parse(answer?.(parsed.data)) };
  }
  return {
    calls,
    bridge: {
      call,
      listen(name, listener) {
        const among = name === 'station.changed' ? listeners : name === 'desk.scanned' ? scanners : new Set();
        among.add(listener);
        return () => among.delete(listener);
      },
    },
    scan(text) {
      for (const listener of scanners) listener({ text });
    },
    failNext(code) {
      state.failNext = code;
    },
    change(more) {
      state.view = more(state.view);
      tell();
    },
  };
}
