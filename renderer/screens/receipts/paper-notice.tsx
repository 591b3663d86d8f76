import { useEffect, useState, type JSX } from 'react';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { NoticeBox } from '../../parts/failure-box.tsx';
import { useWords } from '../../words/use-words.ts';

/** Receipts among the newest whose paper is missing or in doubt. It asks, it never blocks. */
export function PaperNotice(): JSX.Element | null {
  const { client, view } = useStation();
  const { send } = useDesk();
  const { t } = useWords();
  const [counts, setCounts] = useState({ unknown: 0, failed: 0 });
  useEffect(() => {
    let gone = false;
    void client.receipts.recent({}).then((answer) => {
      if (!answer.ok || gone) return;
      const count = (print: 'unknown' | 'failed'): number =>
        answer.value.handovers.filter((one) => one.print === print && one.reversedBy === null).length;
      setCounts({ unknown: count('unknown'), failed: count('failed') });
    });
    return () => {
      gone = true;
    };
  }, [client, view]);
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
