import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../hooks/use-desk.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';

/** People set aside to be finished later; going on reads their card anew. */
export function ParkedList(): JSX.Element {
  const { desk, send } = useDesk();
  const { t } = useTranslation();
  const [index, setIndex] = useState('0');
  const empty = desk.parked.length === 0;
  const close = (): void => send({ kind: 'dialog', dialog: null });
  return (
    <Dialog
      title={t('park.title')}
      lead={t(empty ? 'park.empty' : 'park.lead')}
      onClose={close}
      onSubmit={() => (empty ? close() : send({ kind: 'resume', index: Number(index) }))}
      actions={
        <>
          {!empty && (
            <Button shortcut="Escape" onPress={close}>
              {t('action.back')}
            </Button>
          )}
          <Button submit look="primary" shortcut="Enter">
            {t(empty ? 'action.close' : 'park.resume')}
          </Button>
        </>
      }
    >
      {!empty && (
        <Choice
          label={t('park.title')}
          labelHidden
          autoFocus
          value={index}
          onChange={setIndex}
          options={desk.parked.map((one, at) => ({
            value: String(at),
            label: <bdi>{one.name}</bdi>,
            detail: <bdi dir="ltr">{one.household}</bdi>,
          }))}
        />
      )}
    </Dialog>
  );
}
