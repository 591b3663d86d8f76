import { useEffect, useState } from 'react';
import type { Failure } from '../desk/desk.types.ts';
import type { StationClient } from '../station.ts';
import { useStation } from './use-station.tsx';

type Outcome<T> = Readonly<{ ok: true; value: T } | { ok: false; error: Failure }>;
export type Fresh<T> = Readonly<{ value: T | undefined; failure: Failure | null }>;

/** What the station answers, asked again after each of its changes. `ask` must be the same function as long as it asks the same. */
export function useFresh<T>(ask: (client: StationClient) => Promise<Outcome<T>>): Fresh<T> {
  const { client } = useStation();
  const [fresh, setFresh] = useState<Fresh<T>>({ value: undefined, failure: null });
  useEffect(() => {
    let reads = 0;
    async function read(): Promise<void> {
      const number = (reads += 1);
      const answer = await ask(client);
      // An older answer must not overtake a newer one.
      if (number === reads)
        setFresh(answer.ok ? { value: answer.value, failure: null } : { value: undefined, failure: answer.error });
    }
    void read();
    const stop = client.station.onChanged(() => void read());
    return () => {
      reads = -1;
      stop();
    };
  }, [client, ask]);
  return fresh;
}
