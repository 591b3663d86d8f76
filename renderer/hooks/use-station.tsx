import { createContext, use, useCallback, useEffect, useRef, useState, type JSX, type ReactNode } from 'react';
import type { Failure } from '../desk/desk.types.ts';
import type { StationClient, StationView, VaultView } from '../station.ts';

type Known = Readonly<{ client: StationClient; view: StationView }>;
const StationContext = createContext<Known | null>(null);

/** Snapshot, then events: the renderer keeps no truth of its own. `children` only render once the first view is here. */
export function StationProvider({
  client,
  waiting,
  children,
}: Readonly<{ client: StationClient; waiting: ReactNode; children: ReactNode }>): JSX.Element {
  const [view, setView] = useState<StationView | null>(null);
  useEffect(() => {
    let overtaken = false;
    const stop = client.station.onChanged((next) => {
      overtaken = true;
      setView(next);
    });
    void client.station.view().then((first) => {
      if (first.ok && !overtaken) setView(first.value);
    });
    return stop;
  }, [client]);
  return view === null ? <>{waiting}</> : <StationContext value={{ client, view }}>{children}</StationContext>;
}

export function useStation(): Known & Readonly<{ vault: VaultView }> {
  const known = use(StationContext);
  if (known === null) throw new Error('used outside the station provider');
  return { ...known, vault: known.view.vault };
}

type Outcome<T> = Readonly<{ ok: true; value: T } | { ok: false; error: Failure }>;
export type Call<T> = Readonly<{
  busy: boolean;
  failure: Failure | null;
  clear(): void;
  run(start: () => Promise<Outcome<T>>): Promise<T | undefined>;
}>;

/** One call at a time: a second one while the first is under way does nothing, so a double press acts once. */
export function useCall<T>(): Call<T> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const running = useRef(false);
  const clear = useCallback(() => setFailure(null), []);
  const run = useCallback(async (start: () => Promise<Outcome<T>>): Promise<T | undefined> => {
    if (running.current) return undefined;
    running.current = true;
    setBusy(true);
    setFailure(null);
    const outcome = await start();
    running.current = false;
    setBusy(false);
    if (outcome.ok) return outcome.value;
    setFailure(outcome.error);
    return undefined;
  }, []);
  return { busy, failure, clear, run };
}
