import { useState, type JSX } from 'react';
import { useKeys } from '../hooks/use-keys.ts';
import { useStation } from '../hooks/use-station.tsx';
import { useWords } from '../words/use-words.ts';
import { Button } from './button.tsx';
import { Page } from './page.tsx';

const WHOLE = 1000;
type JobProgressProps = Readonly<{ title: string; lead: string; onStop: () => void }>;

/** Long work shows how far it is and can be stopped. */
export function JobProgress({ title, lead, onStop }: JobProgressProps): JSX.Element {
  const { vault } = useStation();
  const { t, format } = useWords();
  const [stopping, setStopping] = useState(false);
  const { job } = vault;
  const stop = (): void => {
    setStopping(true);
    onStop();
  };
  useKeys({ Escape: stop });
  const known = job !== null && job.total > 0;
  const share = known ? Math.min(1, job.done / job.total) : 0;
  return (
    <Page title={title} lead={lead} narrow center>
      <div className="stack">
        <p role="status">
          <b>{t(`job.step.${job?.step ?? 'checking'}`)}</b>
          {known && ` · ${format.number(job.done)} / ${format.number(job.total)}`}
        </p>
        <div
          className="meter"
          role="progressbar"
          aria-label={title}
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
            {t(stopping ? 'job.stopping' : 'job.stop')}
          </Button>
        </div>
      </div>
    </Page>
  );
}
