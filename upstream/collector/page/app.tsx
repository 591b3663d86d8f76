import { useMemo, useState, type JSX } from 'react';
import { Overview } from '../office/answers.ts';
import { createClient } from './api/client.ts';
import { OfficeProvider, useAnswer } from './api/use-answer.ts';
import { Header } from './parts/header.tsx';
import { Notice } from './parts/notice.tsx';
import { TokenForm } from './parts/token-form.tsx';
import { usePlace } from './place.ts';
import { SiteView } from './views/site-view.tsx';
import { SitesView } from './views/sites-view.tsx';
import { useWords } from './words/words.ts';

/** The tab's own memory, gone when it closes. */
const KEPT = 'token';

export function App(): JSX.Element {
  const [token, setToken] = useState(sessionStorage.getItem(KEPT));
  const [isRefused, setRefused] = useState(false);
  const [turn, setTurn] = useState(0);
  const office = useMemo(
    () => ({ turn, client: createClient(token ?? ''), reload: () => setTurn((before) => before + 1) }),
    [token, turn],
  );
  const keep = (given: string): void => {
    sessionStorage.setItem(KEPT, given);
    setRefused(false);
    setToken(given);
  };
  const forget = (refused: boolean): void => {
    sessionStorage.removeItem(KEPT);
    setRefused(refused);
    setToken(null);
  };
  if (token === null)
    return (
      <>
        <Header />
        <TokenForm isRefused={isRefused} onToken={keep} />
      </>
    );
  return (
    <OfficeProvider value={office}>
      <Office onForget={forget} />
    </OfficeProvider>
  );
}

function Office({ onForget }: Readonly<{ onForget: (isRefused: boolean) => void }>): JSX.Element {
  const { t } = useWords();
  const place = usePlace();
  const { value, failure } = useAnswer('overview', Overview);
  if (failure === 'unauthorised') {
    // The form takes over in the next turn.
    queueMicrotask(() => onForget(true));
    return <Header />;
  }
  const site = value?.sites.find(({ scope }) => scope === place.scope);
  return (
    <>
      <Header overview={value} onForget={() => onForget(false)} />
      <main id="content" tabIndex={-1}>
        {failure !== undefined && <Notice failure={failure} />}
        {value === undefined && failure === undefined && <p>{t('loading')}</p>}
        {value !== undefined && place.scope === undefined && <SitesView overview={value} />}
        {value !== undefined && site !== undefined && <SiteView site={site} place={place} timeMs={value.timeMs} />}
        {value !== undefined && place.scope !== undefined && site === undefined && <Notice failure="not-found" />}
      </main>
    </>
  );
}
