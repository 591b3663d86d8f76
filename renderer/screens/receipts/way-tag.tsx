import type { JSX } from 'react';
import type { Handover } from '../../desk/desk.types.ts';
import { useWords } from '../../words/use-words.ts';

const looks: Readonly<Record<Handover['way']['state'], string>> = {
  recorded: 'care',
  sent: 'care',
  acknowledged: 'good',
};

/** How far a hand-over is on its way. Green only where the collector signed for it. */
export function WayTag({ handover }: Readonly<{ handover: Handover }>): JSX.Element {
  const { t, moment } = useWords();
  const { way, stands } = handover;
  return (
    <small>
      <span className={`tag ${looks[way.state]}`}>{t(`way.${way.state}`)}</span>
      {stands !== undefined && (
        <>
          {' '}
          <span className={`tag ${stands ? 'good' : 'bad'}`}>{t(stands ? 'way.stands' : 'way.falls')}</span>
        </>
      )}
      {way.atMs !== undefined && (
        <div>
          {moment(way.atMs)}
          {way.via === 'stick' && ` · ${t('way.stick')}`}
        </div>
      )}
    </small>
  );
}
