import type { JSX } from 'react';
import type { PrintState } from '../../../shared/domain/verdict.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useFresh } from '../../hooks/use-fresh.ts';
import type { StationClient } from '../../station.ts';
import { Button } from '../../parts/button.tsx';
import { NoticeBox } from '../../parts/failure-box.tsx';
import { useWords } from '../../words/use-words.ts';

const handovers = (client: StationClient): ReturnType<StationClient['receipts']['recent']> =>
  client.receipts.recent({});
const captures = (client: StationClient): ReturnType<StationClient['vouchers']['captures']> =>
  client.vouchers.captures({});
const openHolds = (client: StationClient): ReturnType<StationClient['vouchers']['openHolds']> =>
  client.vouchers.openHolds();

/** Papers of the newest acts that are missing or in doubt. It asks, it never blocks. */
export function PaperNotice(): JSX.Element | null {
  const { send } = useDesk();
  const { t } = useWords();
  const receipts: PrintState[] = [
    ...(useFresh(handovers).value?.handovers.map((one) => (one.slip ?? one).print) ?? []),
    ...(useFresh(captures).value?.captures.map(({ print }) => print) ?? []),
  ];
  const slips = useFresh(openHolds).value?.holds.map(({ print }) => print) ?? [];
  const count = (print: PrintState): number => [...receipts, ...slips].filter((one) => one === print).length;
  const counts = { unknown: count('unknown'), failed: count('failed') };
  if (counts.unknown + counts.failed === 0) return null;
  const onlyHolds = !receipts.some((print) => print === 'unknown' || print === 'failed');
  return (
    <NoticeBox tone="care">
      {counts.unknown > 0 && <div>{t('idle.unknownPrints', { count: counts.unknown })}</div>}
      {counts.failed > 0 && <div>{t('idle.failedPrints', { count: counts.failed })}</div>}
      <Button
        shortcut={onlyHolds ? 'F6' : 'F10'}
        onPress={() => send({ kind: 'go', place: onlyHolds ? 'holds' : 'receipts' })}
      >
        {t(onlyHolds ? 'idle.lookAtHolds' : 'idle.lookAtReceipts')}
      </Button>
    </NoticeBox>
  );
}
