import type { JSX } from 'react';
import { useNow } from '../../hooks/use-now.ts';
import { useStation } from '../../hooks/use-station.tsx';
import { VerdictIcon } from '../../icons/verdict-icon.tsx';
import { useWords } from '../../words/use-words.ts';

const WHOLE = 1000;
const SECOND_MS = 1000;

/** Recorded, sent, acknowledged: three figures of one log, and what the line is doing now. */
export function Progress(): JSX.Element {
  const { vault, view } = useStation();
  const { t, format, moment } = useWords();
  const nowMs = useNow(SECOND_MS);
  const { total, sent, acknowledged, acknowledgedAtMs, hasAddress } = vault.outbox;
  const { phase, problem, nextTryMs } = view.sending;
  const share = total === 0 ? 1 : acknowledged / total;
  const rows = [
    ['sending.recorded', total],
    ['sending.sent', sent],
    ['sending.acknowledged', acknowledged],
  ] as const;
  return (
    <>
      <div
        className="meter"
        role="progressbar"
        aria-label={t('sending.acknowledged')}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.floor(share * 100)}
      >
        <svg viewBox={`0 0 ${WHOLE} 1`} preserveAspectRatio="none" aria-hidden="true">
          <rect width={Math.floor(share * WHOLE)} height="1" />
        </svg>
      </div>
      <dl className="facts">
        {rows.map(([label, count]) => (
          <div key={label}>
            <dt>{t(label)}</dt>
            <dd>
              <strong>{format.number(count)}</strong>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('sending.last')}</dt>
          <dd>
            <strong>{acknowledgedAtMs === null ? t('sending.never') : moment(acknowledgedAtMs)}</strong>
          </dd>
        </div>
      </dl>
      {hasAddress && (
        <p role="status">
          <b>{t(`sending.phase.${phase}`)}</b>
          {phase === 'waiting' && nextTryMs !== null && (
            <> {t('sending.nextTry', { time: format.countdown(nextTryMs - nowMs) })}</>
          )}
        </p>
      )}
      {problem !== null && (
        <div className={`box ${phase === 'stopped' ? 'wrong' : 'care'}`}>
          <VerdictIcon icon="look" />
          <div>
            <b>{t(`sending.problem.${problem}.what`)}</b> {t(`sending.problem.${problem}.todo`)}
            <small>{t('code.label', { code: problem })}</small>
          </div>
        </div>
      )}
    </>
  );
}
