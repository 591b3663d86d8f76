import type { JSX } from 'react';
import type { Overview } from '../../office/answers.ts';
import { useOffice } from '../api/use-answer.ts';
import { LANGUAGES, useWords } from '../words/words.ts';

type HeaderProps = Readonly<{ overview?: Overview | undefined; onForget?: () => void }>;

export function Header({ overview, onForget }: HeaderProps): JSX.Element {
  const { t, language, choose } = useWords();
  return (
    <header className="top">
      <a className="skip" href="#content" onClick={skip}>
        {t('skip')}
      </a>
      <a className="brand" href="#/">
        Tallypoint <span>{t('title')}</span>
      </a>
      {overview !== undefined && <Age overview={overview} />}
      <div className="tools" role="group" aria-label={t('language')}>
        {LANGUAGES.map((code) => (
          <button
            key={code}
            type="button"
            lang={code}
            className="button plain"
            aria-pressed={code === language}
            onClick={() => choose(code)}
          >
            {t(`languages.${code}`)}
          </button>
        ))}
        {onForget !== undefined && <SignedIn onForget={onForget} />}
      </div>
    </header>
  );
}

function SignedIn({ onForget }: Readonly<{ onForget: () => void }>): JSX.Element {
  const { t } = useWords();
  const { reload } = useOffice();
  return (
    <>
      <button type="button" className="button" onClick={reload}>
        {t('reload')}
      </button>
      <button type="button" className="button" onClick={onForget}>
        {t('signOut')}
      </button>
    </>
  );
}

/** How fresh the figures are: said always, for figures that are behind look just like others. */
function Age({ overview }: Readonly<{ overview: Overview }>): JSX.Element {
  const { t, moment } = useWords();
  const count = overview.lag.entries + overview.lag.entitlements;
  return (
    <p className={count > 0 ? 'age behind' : 'age'} role="status">
      {t('asOf', { time: moment(overview.timeMs) })} · {count > 0 ? t('behind', { count }) : t('level')}
    </p>
  );
}

/** The address says where the page is, so that a plain link to the content would lead away. */
function skip(clicked: Readonly<{ preventDefault: () => void }>): void {
  clicked.preventDefault();
  document.getElementById('content')?.focus();
}
