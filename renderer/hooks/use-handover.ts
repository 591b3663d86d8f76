import { useCallback } from 'react';
import type { Handover } from '../desk/desk.types.ts';
import type { StationClient } from '../station.ts';
import { useFresh } from './use-fresh.ts';

/** A hand-over as it stands now: its receipt may be printing, printed or lost while one looks at it. */
export function useHandover(first: Handover): Handover {
  const ask = useCallback((client: StationClient) => client.receipts.recent({ text: first.receipt }), [first.receipt]);
  const { value } = useFresh(ask);
  return value?.handovers.find((one) => one.seq === first.seq) ?? first;
}
