import { useState, type JSX } from 'react';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { useWords } from '../../words/use-words.ts';
import type { StationClient } from '../../station.ts';

type Installed = Extract<Awaited<ReturnType<StationClient['sending']['installArrived']>>, { ok: true }>['value'];

/** What came back over the line: a package between two days, a renewed certificate. A supervisor takes it in. */
export function Arrived(): JSX.Element | null {
  const { client, vault } = useStation();
  const { t, format } = useWords();
  const install = useCall<Installed>();
  const certificate = useCall<true>();
  const [done, setDone] = useState<'package' | 'certificate' | null>(null);
  const { arrivedPackage, arrivedCertificate } = vault.outbox;
  const isSupervisor = vault.operator?.role === 'supervisor';
  const dayOpen = vault.day !== null;
  if (arrivedPackage === null && arrivedCertificate === null && done === null) return null;
  return (
    <div className="stack">
      {arrivedPackage !== null && (
        <NoticeBox tone="care">
          <b>{t('sending.packageArrived', { number: format.number(arrivedPackage.number) })}</b>{' '}
          {t(dayOpen ? 'sending.packageAfterDay' : 'sending.packageNow')}
          <div className="row">
            <Button
              look="primary"
              disabled={!isSupervisor || dayOpen || install.busy}
              onPress={() =>
                void install
                  .run(() => client.sending.installArrived())
                  .then((answer) => setDone(answer === undefined ? null : 'package'))
              }
            >
              {t(install.busy ? 'action.working' : 'sending.installPackage')}
            </Button>
          </div>
        </NoticeBox>
      )}
      {arrivedCertificate !== null && (
        <NoticeBox tone="care">
          <b>{t('sending.certificateArrived')}</b> {t('sending.certificateHint')}
          <div className="row">
            <Button
              disabled={!isSupervisor || certificate.busy}
              onPress={() =>
                void certificate
                  .run(() =>
                    client.sending
                      .acceptCertificate()
                      .then((answer) => (answer.ok ? { ok: true, value: true } : answer)),
                  )
                  .then((answer) => setDone(answer === true ? 'certificate' : null))
              }
            >
              {t('sending.takeCertificate')}
            </Button>
          </div>
        </NoticeBox>
      )}
      <FailureBox failure={install.failure} scope="installFailure" />
      <FailureBox failure={certificate.failure} />
      {done !== null && (
        <NoticeBox tone="good">{t(done === 'package' ? 'sending.packageDone' : 'sending.certificateDone')}</NoticeBox>
      )}
    </div>
  );
}
