import type { JSX } from 'react';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useFresh } from '../../hooks/use-fresh.ts';
import type { StationClient } from '../../station.ts';
import { Button } from '../../parts/button.tsx';
import { NoticeBox } from '../../parts/failure-box.tsx';
import { useWords } from '../../words/use-words.ts';

const newest = (client: StationClient): ReturnType<StationClient['receipts']['recent']> => client.receipts.recent({});

/** Receipts and reversal slips among the newest whose paper is missing or in doubt. It asks, it never blocks. */
export function PaperNotice(): JSX.Element | null {
  const { send } = useDesk();
  const { t } = useWords();
  const { value } = useFresh(newest);
  const count = (print: 'unknown' | 'failed'): number =>
    value?.handovers.filter((one) => (one.slip ?? one).print === print).length ?? 0;
  const counts = { unknown: count('unknown'), failed: count('failed') };
  if (counts.unknown + counts.failed === 0) return null;
  return (
    <NoticeBox tone="care">
      {counts.unknown > 0 && <div>{t('idle.unknownPrints', { count: counts.unknown })}</div>}
      {counts.failed > 0 && <div>{t('idle.failedPrints', { count: counts.failed })}</div>}
      <Button shortcut="F10" onPress={() => send({ kind: 'go', place: 'receipts' })}>
        {t('idle.lookAtReceipts')}
      </Button>
    </NoticeBox>
  );
}
