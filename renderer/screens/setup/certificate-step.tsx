import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { useWords } from '../../words/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { Page } from '../../parts/page.tsx';
import type { StationClient } from '../../station.ts';

type Answer = Awaited<ReturnType<StationClient['setup']['chooseCertificate']>>;
type Chosen = Extract<Answer, { ok: true }>['value'];
type Certificate = NonNullable<Chosen['chosen']>;

/** A certificate only counts once a person compared the programme's fingerprint by voice. */
export function CertificateStep({ onBack }: Readonly<{ onBack: () => void }>): JSX.Element {
  const { client } = useStation();
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Certificate | null>(null);
  const choose = useCall<Chosen>();
  const accept = useCall<void>();
  const pick = (): void => {
    accept.clear();
    void choose.run(() => client.setup.chooseCertificate()).then((answer) => setChosen(answer?.chosen ?? null));
  };

  if (chosen === null) {
    return (
      <Page
        eyebrow={t('setup.step', { step: 3, of: 5 })}
        title={t('setup.certificateTitle')}
        lead={t('setup.certificateLead')}
        narrow
        center
      >
        <div className="stack">
          <FailureBox failure={choose.failure} scope="certificateFailure" />
          <div className="row">
            <Button look="primary" big autoFocus disabled={choose.busy} onPress={pick}>
              {t('setup.chooseCertificate')}
            </Button>
            <Button onPress={onBack}>{t('setup.requestAgain')}</Button>
          </div>
        </div>
      </Page>
    );
  }
  return (
    <Page
      eyebrow={t('setup.step', { step: 4, of: 5 })}
      title={t('setup.compareTitle')}
      lead={t('setup.compareLead')}
      narrow
      center
    >
      <div className="stack">
        <p className="fingerprint">{chosen.programmeFingerprint}</p>
        <CertificateFacts certificate={chosen} />
        <FailureBox failure={accept.failure} />
        <div className="row">
          <Button
            look="primary"
            big
            disabled={accept.busy}
            onPress={() => void accept.run(() => client.setup.acceptCertificate())}
          >
            {t('setup.accept')}
          </Button>
          <Button disabled={accept.busy} onPress={pick}>
            {t('setup.otherFile')}
          </Button>
        </div>
      </div>
    </Page>
  );
}

function CertificateFacts({ certificate }: Readonly<{ certificate: Certificate }>): JSX.Element {
  const { t, format } = useWords();
  return (
    <dl className="facts">
      <dt>{t('setup.programme')}</dt>
      <dd>{certificate.programmeName}</dd>
      <dt>{t('setup.site')}</dt>
      <dd>{certificate.siteName}</dd>
      <dt>{t('setup.desk')}</dt>
      <dd>{certificate.deskName}</dd>
      <dt>{t('setup.epoch')}</dt>
      <dd>{format.number(certificate.epoch)}</dd>
    </dl>
  );
}
