import { useState, type JSX, type ReactNode } from 'react';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { useWords } from '../../words/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { JobProgress } from '../../parts/job-progress.tsx';
import { Page } from '../../parts/page.tsx';
import type { StationClient } from '../../station.ts';
import { MissingPackages } from './missing-packages.tsx';

type Answer = Awaited<ReturnType<StationClient['cycle']['chooseAndInstall']>>;
type Installed = Extract<Answer, { ok: true }>['value'];

function Done({ installed }: Readonly<{ installed: Installed }>): JSX.Element {
  const { t, format } = useWords();
  return (
    <NoticeBox tone="good">
      <b>{t(installed.kind === 'full' ? 'install.doneFull' : 'install.doneDelta')}</b>
      <br />
      {t('install.doneDetails', {
        number: format.number(installed.packageNumber),
        households: format.number(installed.households),
        entitlements: format.number(installed.entitlements),
      })}
    </NoticeBox>
  );
}

/** Choose a package, watch it go in, stop it safely. Every refusal has its own sentence and changed nothing. */
export function InstallCycle({ actions, back }: Readonly<{ actions?: ReactNode; back?: ReactNode }>): JSX.Element {
  const { client, vault } = useStation();
  const { t, format } = useWords();
  const [installed, setInstalled] = useState<Installed>();
  const call = useCall<Installed>();
  const { cycle, job, operator } = vault;
  const needsSignIn = installed !== undefined && operator?.role === 'setup';

  if (call.busy || job !== null)
    return (
      <JobProgress
        title={t('install.progress')}
        lead={t('install.keepOn')}
        onStop={() => void client.cycle.cancelInstall()}
      />
    );
  return (
    <Page
      {...(operator?.role === 'setup' && { eyebrow: t('setup.step', { step: 5, of: 5 }) })}
      title={t('install.title')}
      lead={t('install.lead')}
      actions={actions}
      narrow
      center={back === undefined}
    >
      <div className="stack">
        {cycle === null ? (
          vault.cycleTrouble === undefined && <p>{t('install.noCycle')}</p>
        ) : (
          <p>
            {t('install.current', {
              name: cycle.name,
              number: format.number(cycle.packageNumber),
              households: format.number(cycle.households),
            })}
          </p>
        )}
        <MissingPackages />
        <FailureBox failure={call.failure} scope="installFailure" />
        {installed && <Done installed={installed} />}
        {needsSignIn && <NoticeBox tone="care">{t('install.signInNext')}</NoticeBox>}
        <div className="row">
          <Button
            look={installed ? 'quiet' : 'primary'}
            big
            autoFocus={installed === undefined}
            onPress={() => void call.run(() => client.cycle.chooseAndInstall()).then(setInstalled)}
          >
            {t('install.choose')}
          </Button>
          {needsSignIn && (
            <Button look="primary" big autoFocus shortcut="F12" onPress={() => void client.session.lock()}>
              {t('action.lock')}
            </Button>
          )}
          {back}
        </div>
      </div>
    </Page>
  );
}
