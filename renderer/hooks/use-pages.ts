import { useCallback, useState } from 'react';
import type { Failure } from '../desk/desk.types.ts';
import type { StationClient } from '../station.ts';
import { useFresh } from './use-fresh.ts';
import { useStation } from './use-station.tsx';

type Page<T> = Readonly<{ rows: readonly T[]; more: boolean }>;
export type PageAnswer<T> = Readonly<{ ok: true; value: Page<T> } | { ok: false; error: Failure }>;
type Older<T> = Page<T> & Readonly<{ search: string }>;
export type Asked = Readonly<{ before?: number; text?: string }>;
type Pages<T> = Page<T> & Readonly<{ failure: Failure | null; older(): void }>;

/**
 * The newest acts of a kind, or those that fit the text, always as they stand now; older ones on demand. `ask` must be the same
 * function as long as it asks the same.
 */
export function usePages<T extends Readonly<{ seq: number }>>(
  text: string,
  ask: (client: StationClient, asked: Asked) => Promise<PageAnswer<T>>,
): Pages<T> {
  const { client } = useStation();
  const search = text.trim();
  const first = useCallback((from: StationClient) => ask(from, search === '' ? {} : { text: search }), [ask, search]);
  const newest = useFresh(first);
  const [pages, setPages] = useState<Older<T> | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const behind = pages?.search === search ? pages : null;
  const rows = [...(newest.value?.rows ?? []), ...(behind?.rows ?? [])];
  const last = rows.at(-1)?.seq;

  async function older(): Promise<void> {
    if (last === undefined) return;
    const answer = await ask(client, { before: last, ...(search !== '' && { text: search }) });
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) setPages({ search, rows: [...(behind?.rows ?? []), ...answer.value.rows], more: answer.value.more });
  }
  return {
    // A new act pushes the newest page down by one: what it shares with the older pages shows once.
    rows: rows.filter((one, index) => rows.findIndex((other) => other.seq === one.seq) === index),
    more: behind?.more ?? newest.value?.more ?? false,
    failure: newest.failure ?? failure,
    older: () => void older(),
  };
}
