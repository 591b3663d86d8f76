import type { JSX } from 'react';
import type { Failure } from '../api/client.ts';
import { useWords } from '../words/words.ts';

/** A refusal: what happened, what to do, and its code. */
export function Notice({ failure }: Readonly<{ failure: Failure }>): JSX.Element {
  const { t } = useWords();
  return (
    <p className="notice" role="alert">
      {t(`problem.${failure}`)} <code>{failure}</code>
    </p>
  );
}
