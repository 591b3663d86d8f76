import { useEffect, useState, type JSX } from 'react';
import type { DayReport } from '../../../shared/ipc/views.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { CountForm } from './count-form.tsx';
import { Differences } from './differences.tsx';
import { Report } from './report.tsx';
import { SaveSummary } from './save-summary.tsx';
import { useCount } from './use-count.ts';

type Counted = Readonly<{ report: DayReport; coSignNeeded: boolean }>;

/** Blind count, then the differences, a second signature where they are large, then the Z report. */
export function CloseDay({ onBack }: Readonly<{ onBack: () => void }>): JSX.Element {
  const { client, vault } = useStation();
  const [counted, setCounted] = useState<Counted>();
  const [closed, setClosed] = useState<DayReport>();
  const { run } = useCall<DayReport>();
  const alreadyCounted = vault.day?.counted ?? false;
  useEffect(() => {
    // Counted earlier, perhaps by somebody else: the report brings the differences back.
    if (!alreadyCounted || counted !== undefined) return;
    void run(() => client.day.xReport({ print: false })).then(
      (report) => report && setCounted((now) => now ?? { report, coSignNeeded: false }),
    );
  }, [client, run, alreadyCounted, counted]);
  if (closed) return <Closed report={closed} onBack={onBack} />;
  if (counted) return <Differences counted={counted} onClosed={setClosed} onBack={onBack} />;
  return <BlindCount onCounted={setCounted} onBack={onBack} />;
}

function BlindCount({
  onCounted,
  onBack,
}: Readonly<{ onCounted: (counted: Counted) => void; onBack: () => void }>): JSX.Element {
  const { client } = useStation();
  const { t } = useWords();
  const { texts, setTexts, input } = useCount();
  const call = useCall<Counted>();
  return (
    <Page
      title={t('day.countTitle')}
      lead={t('day.countLead')}
      actions={
        <Button shortcut="Escape" onPress={onBack}>
          {t('action.back')}
        </Button>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (input) void call.run(() => client.day.count(input)).then((counted) => counted && onCounted(counted));
        }}
      >
        <CountForm texts={texts} onChange={setTexts} />
        <FailureBox failure={call.failure} />
        <div className="row">
          <Button submit look="primary" big disabled={input === undefined || call.busy}>
            {t(call.busy ? 'action.working' : 'day.saveCount')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

function Closed({ report, onBack }: Readonly<{ report: DayReport; onBack: () => void }>): JSX.Element {
  const { t } = useWords();
  return (
    <Page
      title={t('day.closedTitle')}
      lead={t('day.zTitle')}
      actions={
        <>
          <SaveSummary day={report.day} primary />
          <Button shortcut="Escape" onPress={onBack}>
            {t('action.back')}
          </Button>
        </>
      }
    >
      <Report report={report} />
    </Page>
  );
}
