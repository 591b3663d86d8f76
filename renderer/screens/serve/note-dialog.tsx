import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Serving } from '../../desk/desk.types.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';

export const NOTE_LENGTH = 280;

export function NoteDialog({ serving }: Readonly<{ serving: Serving }>): JSX.Element {
  const { send } = useDesk();
  const { t } = useTranslation();
  const [note, setNote] = useState(serving.draft.note);
  const close = (): void => send({ kind: 'dialog', dialog: null });
  return (
    <Dialog
      title={t('note.title')}
      onClose={close}
      onSubmit={() => send({ kind: 'draft', draft: { note: note.trim() } })}
      actions={
        <>
          <Button shortcut="Escape" onPress={close}>
            {t('action.back')}
          </Button>
          <Button submit look="primary" shortcut="Enter">
            {t('note.use')}
          </Button>
        </>
      }
    >
      <Field
        label={t('note.label')}
        value={note}
        onChange={setNote}
        maxLength={NOTE_LENGTH}
        autoFocus
        hint={t('note.left', { count: NOTE_LENGTH - note.length })}
      />
    </Dialog>
  );
}
