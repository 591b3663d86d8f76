import { createContext, use, useCallback, useEffect, useMemo, useRef, useState, type JSX, type ReactNode } from 'react';
import type { Answer, Desk, DeskEvent, Effect, Outcome, Sending } from '../desk/desk.types.ts';
import { NEW_DESK } from '../desk/base.ts';
import { step } from '../desk/step.ts';
import { playSound } from '../sounds/play.ts';
import type { StationClient } from '../station.ts';
import { useStation } from './use-station.tsx';

export type DeskDoor = Readonly<{ desk: Desk; send(event: DeskEvent): void }>;
const DeskContext = createContext<DeskDoor | null>(null);

export function useDesk(): DeskDoor {
  const door = use(DeskContext);
  if (door === null) throw new Error('used outside the desk provider');
  return door;
}

/** While mounted with `occupied`, a scan asks before it leaves the screen. */
export function useOccupied(occupied: boolean): void {
  const { send } = useDesk();
  useEffect(() => send({ kind: 'occupied', occupied }), [send, occupied]);
  useEffect(() => () => send({ kind: 'occupied', occupied: false }), [send]);
}

function acted<T>(sending: Sending, token: string, answer: Answer<T>, outcomeOf: (value: T) => Outcome): DeskEvent {
  return { kind: 'acted', sending, token, answer: answer.ok ? { ok: true, value: outcomeOf(answer.value) } : answer };
}

async function carryOut(client: StationClient, effect: Effect, sounds: boolean): Promise<DeskEvent | undefined> {
  switch (effect.kind) {
    case 'read': {
      const { source, number } = effect;
      const answer =
        source.kind === 'card'
          ? await client.desk.scan({ text: source.text, via: source.via })
          : await client.desk.openFound({ household: source.household });
      return { kind: 'verdict', number, answer };
    }
    case 'give': {
      const answer = await client.desk.give(effect.input);
      return acted('give', effect.input.token, answer, (handover) => ({ kind: 'given', handover }));
    }
    case 'hold': {
      const answer = await client.vouchers.hold(effect.input);
      return acted('hold', effect.input.token, answer, (hold) => ({ kind: 'held', hold }));
    }
    case 'capture': {
      const answer = await client.vouchers.capture(effect.input);
      return acted('capture', effect.input.token, answer, (capture) => ({ kind: 'captured', capture }));
    }
    case 'release': {
      const { token, of, reason } = effect;
      const answer = await client.vouchers.release({ of, reason });
      return acted('release', token, answer, ({ seq }) => ({ kind: 'released', seq, reason }));
    }
    case 'check-holder': {
      const { token, by } = effect;
      const answer = await client.vouchers.checkHolder({ token, by, answer: effect.answer });
      return { kind: 'checked', token, by, answer };
    }
    case 'not-served': {
      const { token, reason, note } = effect;
      const answer = await client.desk.notServed({ token, reason, ...(note && { note }) });
      return acted('not-served', token, answer, ({ seq }) => ({ kind: 'recorded', seq, reason }));
    }
    case 'sound':
      if (sounds) playSound(effect.sound);
      return undefined;
    case 'time':
      await new Promise((resolve) => setTimeout(resolve, effect.ms));
      return { kind: 'time-up', outcomes: effect.outcomes };
  }
}

/** Drives the pure desk: applies events in order, carries out what it asks for, and feeds the answers back. */
export function DeskProvider({ children }: Readonly<{ children: ReactNode }>): JSX.Element {
  const { client, view } = useStation();
  const [desk, setDesk] = useState<Desk>(NEW_DESK);
  // The state of record is here, not in React's queue: two events in one frame must see each other.
  const current = useRef<Desk>(NEW_DESK);
  const sounds = useRef(view.sounds);
  useEffect(() => {
    sounds.current = view.sounds;
  });
  const gone = useRef(false);
  useEffect(() => {
    gone.current = false;
    return () => {
      gone.current = true;
    };
  }, []);
  const send = useCallback(
    function send(event: DeskEvent): void {
      if (gone.current) return;
      const next = step(current.current, event);
      current.current = next.desk;
      setDesk(next.desk);
      for (const effect of next.effects)
        void carryOut(client, effect, sounds.current).then((answer) => answer && send(answer));
    },
    [client],
  );
  const door = useMemo(() => ({ desk, send }), [desk, send]);
  return <DeskContext value={door}>{children}</DeskContext>;
}
