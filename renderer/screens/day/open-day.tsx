import type { JSX } from 'react';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { useNow } from '../../hooks/use-now.ts';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { Page } from '../../parts/page.tsx';
import type { DayReport } from '../../../shared/ipc/views.ts';
import { useWords } from '../../words/use-words.ts';
import { CountForm } from './count-form.tsx';
import { useCount } from './use-count.ts';

/** Float and opening stock, and a look at the clock: entries carry its time. */
export function OpenDay({ onBack }: Readonly<{ onBack: () => void }>): JSX.Element {
  const { client, vault } = useStation();
  const { send } = useDesk();
  const { t, format } = useWords();
  const { texts, setTexts, input } = useCount();
  const call = useCall<DayReport>();
  const nowMs = useNow(10_000);
  const items = vault.cycle?.items ?? [];
  const open = (): void => {
    if (input) void call.run(() => client.day.open(input)).then((report) => report && send({ kind: 'done' }));
  };
  return (
    <Page
      title={t('day.openTitle')}
      lead={t('day.openLead')}
      actions={
        <Button shortcut="Escape" onPress={onBack}>
          {t('action.back')}
        </Button>
      }
    >
      <NoticeBox tone="care">{t('day.clock', { time: `${format.date(nowMs)} ${format.time(nowMs)}` })}</NoticeBox>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          open();
        }}
      >
        <CountForm texts={texts} onChange={setTexts} showPlan />
        <FailureBox failure={call.failure} />
        <div className="row">
          <Button submit look="primary" big disabled={input === undefined || call.busy}>
            {t(call.busy ? 'action.working' : 'day.open')}
          </Button>
          {items.length > 0 && (
            <Button
              onPress={() =>
                setTexts({ ...texts, stock: Object.fromEntries(items.map((one) => [one.item, String(one.planned)])) })
              }
            >
              {t('count.usePlan')}
            </Button>
          )}
        </div>
      </form>
    </Page>
  );
}
