import { useEffect, useState, type JSX } from 'react';
import type { DayReport } from '../../../shared/ipc/views.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { Report } from './report.tsx';
import { SaveSummary } from './save-summary.tsx';

/** The day so far, any time. */
export function XReport({ onBack }: Readonly<{ onBack: () => void }>): JSX.Element {
  const { client, view } = useStation();
  const { t } = useWords();
  const [report, setReport] = useState<DayReport>();
  const [printed, setPrinted] = useState(false);
  const { run, failure, busy } = useCall<DayReport>();
  useEffect(() => {
    void run(() => client.day.xReport({ print: false })).then((answer) => answer && setReport(answer));
  }, [client, run]);
  return (
    <Page
      title={t('day.xTitle')}
      lead={t('day.xLead')}
      actions={
        <>
          {view.printer.settings !== null && (
            <Button
              disabled={busy}
              onPress={() =>
                void run(() => client.day.xReport({ print: true })).then((answer) => setPrinted(answer !== undefined))
              }
            >
              {t('day.printX')}
            </Button>
          )}
          {report && <SaveSummary day={report.day} />}
          <Button shortcut="Escape" onPress={onBack}>
            {t('action.back')}
          </Button>
        </>
      }
    >
      <FailureBox failure={failure} />
      {printed && <NoticeBox tone="good">{t('day.printed')}</NoticeBox>}
      {report && <Report report={report} />}
    </Page>
  );
}
