import { useState, type JSX } from 'react';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { Alarms } from './alarms.tsx';
import { Arrived } from './arrived.tsx';
import { Carry } from './carry.tsx';
import { Codes } from './codes.tsx';
import { Progress } from './progress.tsx';

/** How far the ledger is on its way home, what stands in the way, and the way without a network. */
export function Sending({ onBack }: Readonly<{ onBack: () => void }>): JSX.Element {
  const { client, vault, view } = useStation();
  const { t } = useWords();
  const [codes, setCodes] = useState<readonly string[]>();
  const call = useCall<void>();
  const { outbox } = vault;
  const { phase } = view.sending;
  const isSupervisor = vault.operator?.role === 'supervisor';
  if (codes !== undefined) return <Codes codes={codes} onBack={() => setCodes(undefined)} />;
  return (
    <Page
      title={t('sending.title')}
      lead={outbox.collector === null ? t('sending.noCollector') : t('sending.to', { name: outbox.collector })}
      actions={
        <Button shortcut="Escape" onPress={onBack}>
          {t('action.back')}
        </Button>
      }
    >
      <Alarms />
      <Arrived />
      <div className="columns sending">
        <section className="panel stack" aria-label={t('sending.progress')}>
          <h2>{t('sending.progress')}</h2>
          <Progress />
          <FailureBox failure={call.failure} />
          {outbox.hasAddress && (
            <div className="row">
              <Button
                look="primary"
                autoFocus={outbox.alarms.length === 0}
                disabled={phase === 'sending' || phase === 'paused' || call.busy}
                onPress={() => void call.run(() => client.sending.now())}
              >
                {t('sending.now')}
              </Button>
              <Button
                disabled={!isSupervisor || call.busy}
                onPress={() => void call.run(() => client.sending.setPaused({ paused: phase !== 'paused' }))}
              >
                {t(phase === 'paused' ? 'sending.resume' : 'sending.pause')}
              </Button>
            </div>
          )}
        </section>
        <Carry onCodes={setCodes} />
      </div>
    </Page>
  );
}
