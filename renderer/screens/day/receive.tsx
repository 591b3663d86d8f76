import { useState, type JSX } from 'react';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import type { DayReport } from '../../../shared/ipc/views.ts';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { Field } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { CountForm } from './count-form.tsx';
import { EMPTY_COUNT } from './count.ts';
import { useCount } from './use-count.ts';

/** Goods or cash that arrive during the day, under the number of their waybill. */
export function Receive({ onBack }: Readonly<{ onBack: () => void }>): JSX.Element {
  const { client } = useStation();
  const { t } = useWords();
  const [waybill, setWaybill] = useState('');
  const [received, setReceived] = useState(false);
  const { texts, setTexts, input } = useCount();
  const call = useCall<DayReport>();
  const nothing =
    input === undefined ||
    [...input.cash.map((one) => one.count), ...input.stock.map((one) => one.quantity)].every(
      (quantity) => quantity === 0,
    );
  const ready = !nothing && waybill.trim() !== '' && !call.busy;

  async function receive(): Promise<void> {
    if (!ready || input === undefined) return;
    const cash = input.cash.filter((one) => one.count > 0);
    const stock = input.stock.filter((one) => one.quantity > 0);
    const report = await call.run(() => client.day.receive({ waybill: waybill.trim(), cash, stock }));
    if (!report) return;
    setReceived(true);
    setWaybill('');
    setTexts(EMPTY_COUNT);
  }
  return (
    <Page
      title={t('day.receiveTitle')}
      lead={t('day.receiveLead')}
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
          void receive();
        }}
      >
        <Field label={t('day.waybill')} value={waybill} onChange={setWaybill} code maxLength={64} autoFocus />
        <CountForm texts={texts} onChange={setTexts} />
        <FailureBox failure={call.failure} />
        {received && nothing && <NoticeBox tone="good">{t('day.received')}</NoticeBox>}
        <div className="row">
          <Button submit look="primary" big disabled={!ready}>
            {t(call.busy ? 'action.working' : 'day.receive')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
