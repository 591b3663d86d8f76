import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../../hooks/use-desk.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';

/** A card was scanned while something is unfinished. Staying is the answer of Enter and Esc alike: nothing is lost by it. */
export function FinishOrPark(): JSX.Element {
  const { desk, send } = useDesk();
  const { t } = useTranslation();
  const { household, voucher, canGive = false } = desk.serving?.verdict ?? {};
  const serving = canGive;
  const name = household?.members[0]?.nameLatin ?? household?.id ?? voucher?.name ?? voucher?.code ?? '';
  const stay = (): void => send({ kind: 'answer-waiting', open: false });
  const leave = (): void => send({ kind: 'answer-waiting', open: true });
  return (
    <Dialog
      title={t(serving ? 'finishOrPark.title' : 'finishOrPark.leaveTitle')}
      lead={serving ? t('finishOrPark.lead', { name }) : t('finishOrPark.leaveLead')}
      onClose={stay}
      onSubmit={stay}
      keys={{ F4: leave }}
      actions={
        <>
          <Button shortcut="F4" onPress={leave}>
            {t(serving ? 'finishOrPark.park' : 'finishOrPark.leave')}
          </Button>
          <Button submit look="primary" shortcut="Enter" autoFocus>
            {t(serving ? 'finishOrPark.stay' : 'finishOrPark.stayHere')}
          </Button>
        </>
      }
    />
  );
}
