import { useState, type JSX } from 'react';
import { useOccupied } from '../../hooks/use-desk.tsx';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { SecretField } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.ts';

const EMPTY = { current: '', next: '', again: '' };

/** A new passphrase or PIN for the one signed in. */
export function ChangeSecret({ onBack }: Readonly<{ onBack: () => void }>): JSX.Element {
  const { client, vault } = useStation();
  const { t } = useWords();
  const [texts, setTexts] = useState(EMPTY);
  const [changed, setChanged] = useState(false);
  const [asked, setAsked] = useState(false);
  const call = useCall<true>();
  useOccupied(texts !== EMPTY);
  const pin = vault.operators.find((one) => one.id === vault.operator?.id)?.secretKind === 'pin';
  const differs = texts.next !== texts.again;

  async function change(): Promise<void> {
    setAsked(true);
    if (differs) return;
    const done = await call.run(() =>
      client.session
        .changeSecret({ current: texts.current, next: texts.next })
        .then((answer) => (answer.ok ? { ok: true, value: true } : answer)),
    );
    setChanged(done ?? false);
    setAsked(false);
    setTexts(EMPTY);
  }
  return (
    <Page
      title={t('supervisor.secret')}
      narrow
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
          void change();
        }}
      >
        <SecretField
          label={t('settings.current')}
          pin={pin}
          value={texts.current}
          onChange={(current) => setTexts({ ...texts, current })}
          autoFocus
        />
        <SecretField
          label={t('settings.next')}
          pin={pin}
          value={texts.next}
          onChange={(next) => setTexts({ ...texts, next })}
        />
        <SecretField
          label={t('settings.nextAgain')}
          pin={pin}
          value={texts.again}
          onChange={(again) => setTexts({ ...texts, again })}
          error={asked && differs ? t('settings.differs') : undefined}
        />
        <FailureBox failure={call.failure} />
        {changed && <NoticeBox tone="good">{t('settings.changed')}</NoticeBox>}
        <div className="row">
          <Button submit look="primary" big disabled={call.busy || texts.current === '' || texts.next === ''}>
            {t(call.busy ? 'action.working' : 'action.save')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
