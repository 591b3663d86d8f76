import { useEffect, useState, type JSX } from 'react';
import type { DayReport } from '../../../shared/ipc/views.ts';
import { useKeys } from '../../hooks/use-keys.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { Report } from './report.tsx';
import { SaveSummary } from './save-summary.tsx';

/** Z reports, newest first; one opened shows whole. */
export function ClosedDays({ onBack }: Readonly<{ onBack: () => void }>): JSX.Element {
  const { client } = useStation();
  const { t, format, moment } = useWords();
  const [days, setDays] = useState<readonly DayReport[]>();
  const [open, setOpen] = useState<DayReport | null>(null);
  const { run, failure } = useCall<{ days: DayReport[] }>();
  useEffect(() => {
    void run(() => client.day.closed()).then((answer) => answer && setDays(answer.days));
  }, [client, run]);
  const back = open === null ? onBack : (): void => setOpen(null);
  useKeys({ Escape: back });
  return (
    <Page
      key={open?.day}
      title={t(open === null ? 'day.zList' : 'day.zTitle')}
      actions={
        <>
          {open !== null && <SaveSummary day={open.day} primary />}
          <Button shortcut="Escape" onPress={back}>
            {t('action.back')}
          </Button>
        </>
      }
    >
      <FailureBox failure={failure} />
      {open !== null && <Report report={open} />}
      {open === null && days?.length === 0 && <p>{t('day.zEmpty')}</p>}
      {open === null && (
        <div className="tiles">
          {days?.map((day) => (
            <button key={day.day} type="button" className="tile-button" onClick={() => setOpen(day)}>
              <b>{format.date(day.openedAtMs)}</b>
              <span>
                {format.number(day.tally.served)} {t('day.served')} ·{' '}
                {day.closedAtMs !== null && moment(day.closedAtMs)}
              </span>
            </button>
          ))}
        </div>
      )}
    </Page>
  );
}
