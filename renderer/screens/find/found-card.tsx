import type { JSX } from 'react';
import type { FoundHousehold } from '../../../shared/ipc/views.ts';
import { PersonName } from '../../parts/person-name.tsx';
import { Photo } from '../../parts/photo.tsx';
import { useWords } from '../../words/use-words.ts';

/** One household a search found: the face first, since names are often shared. */
export function FoundCard({ match, onOpen }: Readonly<{ match: FoundHousehold; onOpen: () => void }>): JSX.Element {
  const { t, format } = useWords();
  return (
    <button type="button" onClick={onOpen}>
      <Photo photo={match.photo} name={match.nameLatin} size="small" />
      <span>
        <span className="name">
          <PersonName name={match.name} nameLatin={match.nameLatin} />
        </span>
        <small>
          <bdi dir="ltr">{match.household}</bdi> · {t('serve.people', { count: match.size })}
        </small>
        <small>
          {match.birthDate !== null && (
            <>
              {t('serve.born')} <bdi>{format.birth(match.birthDate)}</bdi> ·{' '}
            </>
          )}
          <bdi>{match.place}</bdi>
        </small>
        {match.served && <span className="tag bad">{t('find.served')}</span>}
      </span>
    </button>
  );
}
