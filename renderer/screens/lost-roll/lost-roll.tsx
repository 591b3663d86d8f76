import { useEffect, type JSX } from 'react';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useStation } from '../../hooks/use-station.tsx';
import { VerdictIcon } from '../../icons/verdict-icon.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { KeyHint } from '../../parts/key.tsx';
import { useHeadingFocus } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { MissingPackages } from '../install/missing-packages.tsx';

/**
 * The roll is gone or damaged and the ledger is whole: instead of asking for a card, the desk says what happened, what still
 * works, and that the package brings the roll back.
 */
export function LostRoll(): JSX.Element {
  const { client, vault } = useStation();
  const { desk, send } = useDesk();
  const { t } = useWords();
  const heading = useHeadingFocus();
  const supervisor = vault.operator?.role === 'supervisor';
  useEffect(() => {
    // Whoever was being served cannot be any more.
    if (desk.serving !== null && desk.sending === null) send({ kind: 'done' });
  }, [desk, send]);
  return (
    <main className="page narrow center">
      <div className="trouble" role="alert">
        <h1 ref={heading} tabIndex={-1}>
          <VerdictIcon icon="stop" />
          {t('lostRoll.title')}
        </h1>
        <p>
          {t(`lostRoll.what.${vault.cycleTrouble ?? 'files-missing'}`)} {t('lostRoll.safe')}
        </p>
        <p className="todo">{t(supervisor ? 'lostRoll.todo' : 'lostRoll.todoClerk')}</p>
        <p>
          <MissingPackages />
        </p>
        <FailureBox failure={desk.failure} />
        <div className="row">
          {supervisor ? (
            <Button look="primary" big autoFocus onPress={() => send({ kind: 'go', place: 'install' })}>
              {t('lostRoll.install')}
            </Button>
          ) : (
            <Button look="primary" big shortcut="F12" onPress={() => void client.session.lock()}>
              {t('action.lock')}
            </Button>
          )}
        </div>
        <p className="hint">{t('code.label', { code: vault.cycleTrouble })}</p>
      </div>
      <nav className="keys" aria-label={t('lostRoll.works')}>
        <span>{t('lostRoll.works')}</span>
        <KeyHint name="F10" onPress={() => send({ kind: 'go', place: 'receipts' })}>
          {t('lostRoll.receipts')}
        </KeyHint>
        <KeyHint name="F11" onPress={() => send({ kind: 'go', place: 'supervisor' })}>
          {t('lostRoll.reports')}
        </KeyHint>
      </nav>
    </main>
  );
}
