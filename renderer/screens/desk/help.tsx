import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../hooks/use-desk.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Key } from '../../parts/key.tsx';

const keys = ['Enter', 'F6', 'Escape', 'F7', 'F1', 'F8', 'F2', 'F9', 'F3', 'F10', 'F4', 'F11', 'F5', 'F12'] as const;

/** The card with all keys, on F1 everywhere. */
export function Help(): JSX.Element {
  const { send } = useDesk();
  const { t } = useTranslation();
  const close = (): void => send({ kind: 'dialog', dialog: null });
  return (
    <Dialog
      wide
      title={t('help.title')}
      lead={t('help.scanAnywhere')}
      onClose={close}
      onSubmit={close}
      actions={
        <Button submit look="primary" shortcut="Enter" autoFocus>
          {t('action.close')}
        </Button>
      }
    >
      <dl className="help-keys">
        {keys.map((name) => (
          <KeyRow key={name} name={name} />
        ))}
      </dl>
    </Dialog>
  );
}

function KeyRow({ name }: Readonly<{ name: (typeof keys)[number] }>): JSX.Element {
  const { t } = useTranslation();
  return (
    <>
      <dt>
        <Key name={name} />
        <span className="unseen">{name}</span>
      </dt>
      <dd>{t(`help.${name}`)}</dd>
    </>
  );
}
