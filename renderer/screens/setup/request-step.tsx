import { useEffect, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { Page } from '../../parts/page.tsx';
import { QrCode } from '../../parts/qr-code.tsx';

/** The request that goes to the programme office: as a file, or read off the screen. */
export function RequestStep({ onNext }: Readonly<{ onNext: () => void }>): JSX.Element {
  const { client } = useStation();
  const { t } = useTranslation();
  const [saved, setSaved] = useState(false);
  const [request, setRequest] = useState<{ fingerprint: string; text: string }>();
  const load = useCall<{ fingerprint: string; text: string }>();
  const save = useCall<{ saved: boolean }>();
  const { run } = load;
  useEffect(() => {
    void run(() => client.setup.enrolmentRequest()).then((answer) => answer && setRequest(answer));
  }, [client, run]);

  return (
    <Page eyebrow={t('setup.step', { step: 2, of: 5 })} title={t('setup.requestTitle')} lead={t('setup.requestLead')}>
      <div className="with-qr">
        {request && <QrCode text={request.text} label={t('setup.requestQr')} />}
        <div className="stack">
          <div>
            <h2>{t('setup.fingerprint')}</h2>
            <p className="fingerprint">{request?.fingerprint}</p>
            <p className="hint">{t('setup.fingerprintLead')}</p>
          </div>
          <FailureBox failure={load.failure ?? save.failure} />
          {saved && <NoticeBox tone="good">{t('setup.saved')}</NoticeBox>}
          <div className="row">
            <Button
              look={saved ? 'quiet' : 'primary'}
              disabled={save.busy}
              onPress={() =>
                void save
                  .run(() => client.setup.saveEnrolmentRequest())
                  .then((answer) => setSaved(answer?.saved ?? false))
              }
            >
              {t('setup.saveRequest')}
            </Button>
            <Button look={saved ? 'primary' : 'quiet'} onPress={onNext}>
              {t('setup.haveCertificate')}
            </Button>
          </div>
        </div>
      </div>
    </Page>
  );
}
