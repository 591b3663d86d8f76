import { useState, type JSX } from 'react';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { useNow } from '../../hooks/use-now.ts';
import { useScans } from '../../hooks/use-scans.ts';
import { useWords } from '../../words/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { SecretField } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { Languages } from '../frame/languages.tsx';

/** Names only show once somebody is signed in: here operators are numbers. */
export function SignIn(): JSX.Element {
  const { client, vault } = useStation();
  const { t, format } = useWords();
  const { operators, outbox } = vault;
  const unsent = outbox.total - outbox.acknowledged;
  const [operator, setOperator] = useState(operators.length === 1 ? operators[0]!.id : '');
  const [secret, setSecret] = useState('');
  const [scanned, setScanned] = useState(false);
  const call = useCall<void>();
  const nowMs = useNow(1000);
  useScans({ scanned: () => setScanned(true), tooShort: () => undefined, cutOff: () => undefined });

  const chosen = operators.find((one) => one.id === operator);
  const lockedMs = (chosen?.lockedUntilMs ?? 0) - nowMs;
  const ready = chosen !== undefined && secret !== '' && lockedMs <= 0 && !call.busy;

  async function signIn(): Promise<void> {
    if (!ready) return;
    await call.run(() => client.session.signIn({ operator, secret }));
    // Right or wrong, what was typed does not stay on the screen.
    setSecret('');
  }

  return (
    <Page title={t('signIn.title')} lead={t('signIn.lead')} actions={<Languages labelHidden />} center>
      <form
        className="sign-in"
        onSubmit={(event) => {
          event.preventDefault();
          void signIn();
        }}
      >
        <Choice
          label={t('signIn.operator')}
          value={operator}
          autoFocus
          onChange={(id) => {
            setOperator(id);
            setSecret('');
            call.clear();
          }}
          options={operators.map((one) => ({
            value: one.id,
            label: <bdi>{one.role === 'setup' ? t('signIn.setupName') : one.id}</bdi>,
            detail: operatorDetail(one),
          }))}
          layout={operators.length > 5 ? 'grid' : 'list'}
        />
        <div className="stack">
          <SecretField
            label={t(chosen?.secretKind === 'pin' ? 'signIn.pin' : 'signIn.passphrase')}
            pin={chosen?.secretKind === 'pin'}
            value={secret}
            onChange={setSecret}
            autoFocus={operators.length === 1}
          />
          {lockedMs > 0 ? (
            <NoticeBox tone="care">{t('signIn.lockedOut', { time: format.countdown(lockedMs) })}</NoticeBox>
          ) : (
            <FailureBox failure={call.failure} />
          )}
          {scanned && <NoticeBox tone="care">{t('scan.locked')}</NoticeBox>}
          <Button submit look="primary" big disabled={!ready} shortcut="Enter">
            {call.busy ? t('action.working') : t('signIn.submit')}
          </Button>
          {unsent > 0 && (
            <p className="hint">
              {t('signIn.unsentKept', { count: unsent })} {t('signIn.goesOn')}
            </p>
          )}
        </div>
      </form>
      {operators.length === 0 && <NoticeBox tone="care">{t('signIn.noneYet')}</NoticeBox>}
    </Page>
  );

  function operatorDetail(one: (typeof operators)[number]): string {
    const role = t(`role.${one.role}`);
    const locked = (one.lockedUntilMs ?? 0) - nowMs;
    return locked > 0 ? `${role} · ${t('signIn.lockedShort', { time: format.countdown(locked) })}` : role;
  }
}
