import type { JSX } from 'react';
import { useWords } from '../words/words.ts';
import { Notice } from './notice.tsx';

export function TokenForm({
  isRefused,
  onToken,
}: Readonly<{ isRefused: boolean; onToken: (token: string) => void }>): JSX.Element {
  const { t } = useWords();
  return (
    <main id="content" className="gate">
      <h1>{t('title')}</h1>
      {isRefused && <Notice failure="unauthorised" />}
      <form
        onSubmit={(submitted) => {
          submitted.preventDefault();
          const given = new FormData(submitted.currentTarget).get('token');
          if (typeof given === 'string' && given.trim() !== '') onToken(given.trim());
        }}
      >
        <label htmlFor="token">{t('token.label')}</label>
        <input
          id="token"
          name="token"
          type="password"
          autoComplete="off"
          required
          autoFocus
          aria-describedby="token-help"
        />
        <p id="token-help">{t('token.help')}</p>
        <button type="submit" className="button primary">
          {t('token.open')}
        </button>
      </form>
    </main>
  );
}
