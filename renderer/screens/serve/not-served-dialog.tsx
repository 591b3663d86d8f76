import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { NotServedReason } from '../../../shared/domain/verdict.ts';
import type { Serving } from '../../desk/desk.types.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { likelyReason } from './likely-reason.ts';
import { NOTE_LENGTH } from './note-dialog.tsx';

/** "Presented, not served" with a reason: the likeliest is offered first, so that Enter is enough. */
export function NotServedDialog({ serving }: Readonly<{ serving: Serving }>): JSX.Element {
  const { desk, send } = useDesk();
  const { t } = useTranslation();
  const [reason, setReason] = useState(likelyReason(serving.verdict.code));
  const [note, setNote] = useState('');
  const close = (): void => send({ kind: 'dialog', dialog: null });
  return (
    <Dialog
      wide
      title={t('notServed.title')}
      lead={t('notServed.lead')}
      onClose={close}
      onSubmit={() => send({ kind: 'not-served', reason, note })}
      actions={
        <>
          <Button shortcut="Escape" onPress={close}>
            {t('action.back')}
          </Button>
          <Button submit look="primary" shortcut="Enter" disabled={desk.sending !== null}>
            {t('notServed.save')}
          </Button>
        </>
      }
    >
      <Choice
        label={t('notServed.reason')}
        layout="grid"
        autoFocus
        value={reason}
        onChange={setReason}
        options={NotServedReason.options.map((value) => ({ value, label: t(`notServed.option.${value}`) }))}
      />
      <Field label={t('notServed.note')} value={note} onChange={setNote} maxLength={NOTE_LENGTH} />
    </Dialog>
  );
}
