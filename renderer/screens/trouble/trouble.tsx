import type { JSX } from 'react';
import { useStation } from '../../hooks/use-station.tsx';
import { useWords } from '../../words/use-words.ts';
import { VerdictIcon } from '../../icons/verdict-icon.tsx';
import { Button } from '../../parts/button.tsx';
import { useHeadingFocus } from '../../parts/page.tsx';
import { Languages } from '../frame/languages.tsx';

/**
 * The station cannot open its data: what happened, what to do, and nothing that could make it worse. Only a vault that died may
 * be tried again at once, by signing in.
 */
export function Trouble({ onSignIn }: Readonly<{ onSignIn: () => void }>): JSX.Element {
  const { client, vault } = useStation();
  const { t } = useWords();
  const heading = useHeadingFocus();
  const code = vault.trouble?.code ?? 'vault-stopped';
  const incident = vault.trouble?.incident ?? null;
  const canSignIn = code === 'vault-stopped' && vault.operators.length > 0;
  return (
    <main className="page narrow center">
      <div className="trouble" role="alert">
        <h1 ref={heading} tabIndex={-1}>
          <VerdictIcon icon="stop" />
          {t(`trouble.${code}.title`)}
        </h1>
        <p>{t(`trouble.${code}.what`)}</p>
        <p className="todo">{t(`trouble.${code}.todo`)}</p>
        <p className="hint">
          {t('code.label', { code })}
          {incident !== null && ` · ${t('code.incident', { incident })}`}
        </p>
        <div className="row">
          {canSignIn && (
            <Button look="primary" big onPress={onSignIn}>
              {t('trouble.signInAgain')}
            </Button>
          )}
          <Button onPress={() => void client.station.quit()}>{t('action.quit')}</Button>
        </div>
      </div>
      <Languages labelHidden />
    </main>
  );
}
