import { useEffect, useState } from 'react';
import type { Handover } from '../desk/desk.types.ts';
import { useStation } from './use-station.tsx';

/** A hand-over as it stands now: its receipt may be printing, printed or lost while one looks at it. */
export function useHandover(first: Handover): Handover {
  const { client, view } = useStation();
  const [handover, setHandover] = useState(first);
  useEffect(() => {
    let gone = false;
    void client.receipts.recent({ text: first.receipt }).then((answer) => {
      const found = answer.ok ? answer.value.handovers.find((one) => one.seq === first.seq) : undefined;
      if (found && !gone) setHandover(found);
    });
    return () => {
      gone = true;
    };
  }, [client, first, view]);
  return handover;
}
