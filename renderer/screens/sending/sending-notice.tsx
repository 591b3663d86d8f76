import type { JSX } from 'react';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { NoticeBox } from '../../parts/failure-box.tsx';
import { useWords } from '../../words/use-words.ts';

/** Something about sending that a supervisor should look at. It asks, it never blocks. */
export function SendingNotice(): JSX.Element | null {
  const { vault } = useStation();
  const { send } = useDesk();
  const { t } = useWords();
  const { alarms, arrivedPackage } = vault.outbox;
  if (alarms.length === 0 && arrivedPackage === null) return null;
  return (
    <NoticeBox tone="care">
      {alarms.length > 0 && <div>{t('sending.noticeAlarm')}</div>}
      {arrivedPackage !== null && <div>{t('sending.noticePackage')}</div>}
      <Button shortcut="F11" onPress={() => send({ kind: 'go', place: 'supervisor' })}>
        {t('sending.notice')}
      </Button>
    </NoticeBox>
  );
}
