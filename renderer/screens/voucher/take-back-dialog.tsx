import { useState, type JSX } from 'react';
import { ReleaseReason } from '../../../shared/domain/voucher.ts';
import type { CaptureView } from '../../../shared/ipc/voucher-views.ts';
import type { Approval } from '../../desk/desk.types.ts';
import { useOccupied } from '../../hooks/use-desk.tsx';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { NoteText } from '../../parts/note-text.tsx';
import { useWords } from '../../words/use-words.ts';
import { ApproverFields, useApprovers } from '../serve/approver-fields.tsx';

/** Takes a capture back by a new, linked entry, with a second person's approval: the voucher has its amount again. */
export function TakeBackDialog({
  capture,
  onClose,
}: Readonly<{ capture: CaptureView; onClose: (done: boolean) => void }>): JSX.Element {
  const { client } = useStation();
  const { t, format } = useWords();
  const { operators: approvers } = useApprovers('release', capture.operator);
  const [reason, setReason] = useState<ReleaseReason | null>(null);
  const [approval, setApproval] = useState<Approval>({ operator: approvers[0]?.id ?? '', secret: '' });
  const call = useCall<{ seq: number }>();
  useOccupied(true);
  const ready = reason !== null && approval.secret !== '' && !call.busy;

  async function takeBack(): Promise<void> {
    if (reason === null || !ready) return;
    const done = await call.run(() => client.vouchers.release({ of: capture.seq, reason, approval }));
    setApproval({ ...approval, secret: '' });
    if (done) onClose(true);
  }
  return (
    <Dialog
      wide
      title={t('release.captureTitle')}
      lead={t('release.captureLead')}
      onClose={() => onClose(false)}
      onSubmit={() => void takeBack()}
      actions={
        <>
          <Button shortcut="Escape" onPress={() => onClose(false)}>
            {t('action.back')}
          </Button>
          <Button submit look="danger" disabled={!ready}>
            {t(call.busy ? 'action.working' : 'release.captureDo')}
          </Button>
        </>
      }
    >
      <p>
        <b>
          <bdi dir="ltr">{capture.receipt}</bdi>
        </b>{' '}
        · <bdi>{capture.name ?? capture.code}</bdi> ·{' '}
        <bdi dir="ltr">{format.money(capture.amountMinor, capture.currency)}</bdi>
        <NoteText note={capture.note} />
      </p>
      <Choice
        label={t('release.reason')}
        layout="grid"
        autoFocus
        value={reason}
        onChange={setReason}
        options={ReleaseReason.options.map((value) => ({ value, label: t(`release.option.${value}`) }))}
      />
      <ApproverFields
        kind="release"
        approval={approval}
        onChange={setApproval}
        actor={capture.operator}
        autoFocus={false}
      />
      <FailureBox failure={call.failure} />
    </Dialog>
  );
}
