import { useState, type JSX } from 'react';
import { ReleaseReason } from '../../../shared/domain/voucher.ts';
import type { HoldView } from '../../../shared/ipc/voucher-views.ts';
import type { Failure } from '../../desk/desk.types.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { useWords } from '../../words/use-words.ts';

type ReleaseHoldDialogProps = Readonly<{
  hold: HoldView;
  busy: boolean;
  failure: Failure | null;
  onClose: () => void;
  onRelease: (reason: ReleaseReason) => void;
}>;

/** Ends a hold with nothing captured; why is saved. The likeliest reason is offered first, so that Enter is enough. */
export function ReleaseHoldDialog({ hold, busy, failure, onClose, onRelease }: ReleaseHoldDialogProps): JSX.Element {
  const { t, moment, format } = useWords();
  const [reason, setReason] = useState<ReleaseReason>('patient-left');
  return (
    <Dialog
      wide
      title={t('release.holdTitle')}
      lead={t('release.holdLead')}
      onClose={onClose}
      onSubmit={() => !busy && onRelease(reason)}
      actions={
        <>
          <Button shortcut="Escape" onPress={onClose}>
            {t('action.back')}
          </Button>
          <Button submit look="primary" shortcut="Enter" disabled={busy}>
            {t(busy ? 'action.working' : 'release.holdDo')}
          </Button>
        </>
      }
    >
      <p>
        <b>
          <bdi dir="ltr">{hold.receipt}</bdi>
        </b>{' '}
        · <bdi>{hold.name ?? hold.code}</bdi> · <bdi dir="ltr">{format.money(hold.amountMinor, hold.currency)}</bdi> ·{' '}
        {moment(hold.atMs)}
      </p>
      <Choice
        label={t('release.reason')}
        layout="grid"
        autoFocus
        value={reason}
        onChange={setReason}
        options={ReleaseReason.options.map((value) => ({ value, label: t(`release.option.${value}`) }))}
      />
      <FailureBox failure={failure} />
    </Dialog>
  );
}
