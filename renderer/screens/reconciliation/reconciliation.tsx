import { useEffect, useState, type JSX } from 'react';
import type { Reconciliation as Reconciled } from '../../../shared/ipc/reconciliation-contract.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { JobProgress } from '../../parts/job-progress.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { ByDay } from './by-day.tsx';
import { ByItem } from './by-item.tsx';
import { OneByOne } from './one-by-one.tsx';
import { SaveFile } from './save-file.tsx';

const VIEWS = ['byItem', 'byDay', 'oneByOne', 'save'] as const;
type View = (typeof VIEWS)[number];

/** What is due at this desk and where each of it stands: in sums, day by day, one by one, and as a file. */
export function Reconciliation({ onBack }: Readonly<{ onBack: () => void }>): JSX.Element {
  const { client } = useStation();
  const { t, format, moment } = useWords();
  const [read, setRead] = useState<Reconciled>();
  const [view, setView] = useState<View>('byItem');
  const [saving, setSaving] = useState(false);
  const { run, busy, failure } = useCall<Reconciled>();
  useEffect(() => {
    void run(() => client.reconciliation.read()).then((answer) => answer && setRead(answer));
    return () => void client.reconciliation.cancel();
  }, [client, run]);

  if (busy)
    return (
      <JobProgress
        title={t('reconciliation.title')}
        lead={t('reconciliation.goesOn')}
        onStop={() => void client.reconciliation.cancel()}
      />
    );
  return (
    <Page
      title={t('reconciliation.title')}
      lead={read && t('reconciliation.lead', { when: moment(read.atMs), entries: format.number(read.entries) })}
      actions={
        <Button shortcut="Escape" onPress={onBack}>
          {t('action.back')}
        </Button>
      }
    >
      <FailureBox failure={failure} />
      {read !== undefined && (
        <div className="stack reconciliation">
          <Choice
            label={t('reconciliation.view')}
            labelHidden
            layout="row"
            value={view}
            onChange={setView}
            options={VIEWS.map((one) => ({ value: one, label: t(`reconciliation.${one}`), disabled: saving }))}
          />
          {view === 'byItem' && <ByItem read={read} />}
          {view === 'byDay' && <ByDay read={read} />}
          {view === 'oneByOne' && <OneByOne statuses={read.statuses} />}
          {view === 'save' && <SaveFile onBusy={setSaving} />}
        </div>
      )}
    </Page>
  );
}
