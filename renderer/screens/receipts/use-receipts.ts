import { useCallback, useEffect, useState } from 'react';
import type { Failure, Handover } from '../../desk/desk.types.ts';
import { useStation } from '../../hooks/use-station.tsx';

export type Receipts = Readonly<{
  handovers: readonly Handover[];
  more: boolean;
  failure: Failure | null;
  older(): void;
}>;

/** The newest receipts, or those that fit the text; read again after every change of the station. */
export function useReceipts(text: string): Receipts {
  const { client, view } = useStation();
  const [pages, setPages] = useState<{ handovers: readonly Handover[]; more: boolean }>({ handovers: [], more: false });
  const [failure, setFailure] = useState<Failure | null>(null);
  const search = text.trim();
  useEffect(() => {
    let gone = false;
    void client.receipts.recent(search === '' ? {} : { text: search }).then((answer) => {
      if (gone) return;
      setFailure(answer.ok ? null : answer.error);
      if (answer.ok) setPages(answer.value);
    });
    return () => {
      gone = true;
    };
  }, [client, search, view]);
  const last = pages.handovers.at(-1)?.seq;
  const older = useCallback(() => {
    if (last === undefined) return;
    void client.receipts.recent({ before: last, ...(search !== '' && { text: search }) }).then((answer) => {
      if (!answer.ok) setFailure(answer.error);
      else
        setPages((shown) => ({ handovers: [...shown.handovers, ...answer.value.handovers], more: answer.value.more }));
    });
  }, [client, last, search]);
  return { ...pages, failure, older };
}
