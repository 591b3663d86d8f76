import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Handover } from '../../desk/desk.types.ts';
import { useOccupied } from '../../hooks/use-desk.tsx';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';

/** The act whose paper it is of a row: the reversal, once there is one. */
export function paperOf({ seq, receipt, reversedBy, slip }: Handover): Readonly<{ seq: number; receipt: string }> {
  return reversedBy === null || slip === null ? { seq, receipt } : { seq: reversedBy, receipt: slip.receipt };
}

/** Only eyes can tell. Neither answer has the Enter key: this must be looked at, not passed over. */
export function SettleDialog({
  paper: { seq, receipt },
  onClose,
}: Readonly<{ paper: Readonly<{ seq: number; receipt: string }>; onClose: () => void }>): JSX.Element {
  const { client } = useStation();
  const { t } = useTranslation();
  const call = useCall<boolean>();
  useOccupied(true);
  const answer = (cameOut: boolean): void =>
    void call
      .run(() =>
        client.receipts.settle({ seq, cameOut }).then((result) => (result.ok ? { ok: true, value: true } : result)),
      )
      .then((done) => done === true && onClose());
  return (
    <Dialog
      title={t('receipts.settleTitle')}
      lead={t('receipts.settleLead', { receipt })}
      onClose={onClose}
      actions={
        <>
          <Button shortcut="Escape" onPress={onClose} autoFocus>
            {t('action.back')}
          </Button>
          <Button look="quiet" disabled={call.busy} onPress={() => answer(false)}>
            {t('receipts.settleNo')}
          </Button>
          <Button look="primary" disabled={call.busy} onPress={() => answer(true)}>
            {t('receipts.settleYes')}
          </Button>
        </>
      }
    >
      <FailureBox failure={call.failure} />
    </Dialog>
  );
}
