import { createContext, use, useCallback, useEffect, useState } from 'react';
import type { z } from 'zod';
import { TablePage } from '../../office/answers.ts';
import type { Answer, Failure, OfficeClient } from './client.ts';

/** The client is another one after every `reload`, so that everything is read again. */
type Office = Readonly<{ client: OfficeClient; reload: () => void }>;
const Context = createContext<Office | undefined>(undefined);
export const OfficeProvider = Context.Provider;

export function useOffice(): Office {
  const office = use(Context);
  if (office === undefined) throw new Error('Outside of the office');
  return office;
}

export type Loaded<T> = Readonly<{ value: T | undefined; failure: Failure | undefined }>;
type Read<T> = (client: OfficeClient, path: string) => Promise<Answer<T>>;

/** What the collector answers to `path`. What was read before stays until the next answer is there. */
export function useAnswer<T>(path: string, schema: z.ZodType<T>): Loaded<T> {
  const read = useCallback<Read<T>>((client, place) => client.read(place, schema), [schema]);
  return useRead(read, path);
}

type Rows = TablePage['rows'];
const MOST_PAGES = 20;

/** All rows of a table that has to be there whole to be drawn; at most 20 000. */
export function useWholeTable(path: string): Loaded<Rows> {
  return useRead(readWhole, path);
}

async function readWhole(client: OfficeClient, path: string): Promise<Answer<Rows>> {
  const rows: Rows = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const place: string = `${path}?limit=1000${after === null ? '' : `&after=${encodeURIComponent(after)}`}`;
    const answer: Answer<TablePage> = await client.read(place, TablePage);
    if (!answer.ok) return answer;
    rows.push(...answer.value.rows);
    after = answer.value.next;
    if (after === null) break;
  }
  return { ok: true, value: rows };
}

function useRead<T>(read: Read<T>, path: string): Loaded<T> {
  const { client } = useOffice();
  const [loaded, setLoaded] = useState<Loaded<T>>({ value: undefined, failure: undefined });
  useEffect(() => {
    let isWanted = true;
    void read(client, path).then((answer) => {
      if (isWanted)
        setLoaded(
          answer.ok ? { value: answer.value, failure: undefined } : { value: undefined, failure: answer.failure },
        );
    });
    return () => {
      isWanted = false;
    };
  }, [client, path, read]);
  return loaded;
}
