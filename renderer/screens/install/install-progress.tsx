import { useState, type JSX } from 'react';
import { useStation } from '../../hooks/use-station.tsx';
import { useKeys } from '../../hooks/use-keys.ts';
import { useWords } from '../../words/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { Page } from '../../parts/page.tsx';

const WHOLE = 1000;

/** Long work shows how far it is and can be stopped; nothing changes until its last step. */
export function InstallProgress(): JSX.Element {
  const { client, vault } = useStation();
  const { t, format } = useWords();
  const [stopping, setStopping] = useState(false);
  const { job } = vault;
  const stop = (): void => {
    setStopping(true);
    void client.cycle.cancelInstall();
  };
  useKeys({ Escape: stop });
  const known = job !== null && job.total > 0;
  const share = known ? Math.min(1, job.done / job.total) : 0;
  return (
    <Page title={t('install.progress')} lead={t('install.keepOn')} narrow center>
      <div className="stack">
        <p role="status">
          <b>{t(`install.step.${job?.step ?? 'checking'}`)}</b>
          {known && ` · ${format.number(job.done)} / ${format.number(job.total)}`}
        </p>
        <div
          className="meter"
          role="progressbar"
          aria-label={t('install.progress')}
          aria-valuemin={0}
          aria-valuemax={100}
          {...(known && { 'aria-valuenow': Math.round(share * 100) })}
        >
          <svg viewBox={`0 0 ${WHOLE} 1`} preserveAspectRatio="none" aria-hidden="true">
            <rect width={Math.round(share * WHOLE)} height="1" />
          </svg>
        </div>
        <div className="row">
          <Button onPress={stop} disabled={stopping} shortcut="Escape">
            {t(stopping ? 'install.stopping' : 'install.stop')}
          </Button>
        </div>
      </div>
    </Page>
  );
}
