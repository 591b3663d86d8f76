import { wordlist } from '@scure/bip39/wordlists/english.js';
import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { isPassphrase } from '../../../shared/domain/secret.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { Field, SecretField } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { Languages } from '../frame/languages.tsx';

const SUGGESTED_WORDS = 5;

/** Five words of a list of 2,048: 55 bits. The list's length divides 2^16, so no word is likelier than another. */
function suggestPassphrase(): string {
  const numbers = crypto.getRandomValues(new Uint16Array(SUGGESTED_WORDS));
  return Array.from(numbers, (number) => wordlist[number % wordlist.length]).join(' ');
}

/** First run: the passphrase that protects the station's keys until operators arrive with a cycle. */
export function PassphraseStep(): JSX.Element {
  const { client } = useStation();
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [suggested, setSuggested] = useState(false);
  const [asked, setAsked] = useState(false);
  const call = useCall<void>();
  const short = !isPassphrase(passphrase);

  async function create(): Promise<void> {
    setAsked(true);
    if (!short && passphrase === again) await call.run(() => client.setup.createStation({ passphrase }));
  }

  return (
    <Page
      title={t('setup.passphraseTitle')}
      lead={t('setup.passphraseLead')}
      eyebrow={t('setup.step', { step: 1, of: 5 })}
      narrow
      center
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        {suggested ? (
          <Field
            label={t('setup.passphrase')}
            value={passphrase}
            onChange={setPassphrase}
            error={asked && short ? t('setup.passphraseShort') : undefined}
          />
        ) : (
          <SecretField
            label={t('setup.passphrase')}
            value={passphrase}
            onChange={setPassphrase}
            autoFocus
            error={asked && short ? t('setup.passphraseShort') : undefined}
          />
        )}
        <div className="row">
          <Button
            onPress={() => {
              setPassphrase(suggestPassphrase());
              setSuggested(true);
            }}
          >
            {t('setup.suggest')}
          </Button>
        </div>
        <SecretField
          label={t('setup.passphraseAgain')}
          value={again}
          onChange={setAgain}
          error={asked && !short && passphrase !== again ? t('setup.passphraseDiffers') : undefined}
        />
        <FailureBox failure={call.failure} />
        {call.busy && <NoticeBox tone="care">{t('setup.creating')}</NoticeBox>}
        <Button submit look="primary" big disabled={call.busy}>
          {t('setup.create')}
        </Button>
      </form>
      <Languages labelHidden />
    </Page>
  );
}
