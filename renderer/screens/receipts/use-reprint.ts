import { useCall, useStation } from '../../hooks/use-station.tsx';
import type { Failure } from '../../desk/desk.types.ts';

/** Prints an act's paper once more; answers whether that is under way. */
export function useReprint(): Readonly<{ failure: Failure | null; reprint(seq: number): Promise<boolean> }> {
  const { client } = useStation();
  const { failure, run } = useCall<true>();
  return {
    failure,
    reprint: async (seq) =>
      (await run(() =>
        client.receipts.reprint({ seq }).then((answer) => (answer.ok ? { ok: true, value: true } : answer)),
      )) === true,
  };
}
