import { useCallback, useState } from 'react';
import type { Failure, Handover } from '../../desk/desk.types.ts';
import { useFresh } from '../../hooks/use-fresh.ts';
import { useStation } from '../../hooks/use-station.tsx';
import type { StationClient } from '../../station.ts';

export type Receipts = Readonly<{
  handovers: readonly Handover[];
  more: boolean;
  failure: Failure | null;
  older(): void;
}>;
type Older = Readonly<{ search: string; handovers: readonly Handover[]; more: boolean }>;

/** The newest receipts, or those that fit the text, always as they stand now; older ones on demand. */
export function useReceipts(text: string): Receipts {
  const { client } = useStation();
  const search = text.trim();
  const ask = useCallback(
    (from: StationClient) => from.receipts.recent(search === '' ? {} : { text: search }),
    [search],
  );
  const newest = useFresh(ask);
  const [pages, setPages] = useState<Older | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const behind = pages?.search === search ? pages : null;
  const handovers = [...(newest.value?.handovers ?? []), ...(behind?.handovers ?? [])];
  const last = handovers.at(-1)?.seq;

  async function older(): Promise<void> {
    if (last === undefined) return;
    const answer = await client.receipts.recent({ before: last, ...(search !== '' && { text: search }) });
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok)
      setPages({
        search,
        handovers: [...(behind?.handovers ?? []), ...answer.value.handovers],
        more: answer.value.more,
      });
  }
  return {
    // A new hand-over pushes the newest page down by one: what it shares with the older pages shows once.
    handovers: handovers.filter((one, index) => handovers.findIndex((other) => other.seq === one.seq) === index),
    more: behind?.more ?? newest.value?.more ?? false,
    failure: newest.failure ?? failure,
    older: () => void older(),
  };
}
