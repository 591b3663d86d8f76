import type { JSX } from 'react';
import type { Outcome } from '../../desk/desk.types.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useKeys } from '../../hooks/use-keys.ts';
import { Button } from '../../parts/button.tsx';
import { useHeadingFocus } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.ts';

/** A refusal, or a hold that ended with nothing: saved, and why. Goes away by itself. */
export function Recorded({
  outcome,
}: Readonly<{ outcome: Extract<Outcome, { kind: 'recorded' | 'released' }> }>): JSX.Element {
  const { send } = useDesk();
  const { t } = useWords();
  const heading = useHeadingFocus();
  const next = (): void => send({ kind: 'done' });
  useKeys({ Enter: next, F9: next });
  return (
    <main className="given">
      <div role="alert">
        <h1 ref={heading} tabIndex={-1}>
          {t(outcome.kind === 'recorded' ? 'notServed.recorded' : 'release.held')}
        </h1>
      </div>
      <p className="receipt">
        {outcome.kind === 'recorded' ? t(`notServed.option.${outcome.reason}`) : t(`release.option.${outcome.reason}`)}{' '}
        · {t('notServed.recordedEntry', { seq: String(outcome.seq) })}
      </p>
      <Button look="primary" big shortcut="Enter" onPress={next}>
        {t('given.next')}
      </Button>
    </main>
  );
}
