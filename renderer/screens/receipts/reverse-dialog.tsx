import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { ReversalReason } from '../../../shared/domain/verdict.ts';
import type { Approval, Handover } from '../../desk/desk.types.ts';
import { useOccupied } from '../../hooks/use-desk.tsx';
import { useItems } from '../../hooks/use-items.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { NoteText } from '../../parts/note-text.tsx';
import { ApproverFields, useApprovers } from '../serve/approver-fields.tsx';

const reasons = ReversalReason.options;

/** Takes a hand-over back by a new, linked entry, with a second person's approval. */
export function ReverseDialog({
  handover,
  onClose,
}: Readonly<{ handover: Handover; onClose: (done: boolean) => void }>): JSX.Element {
  const { client } = useStation();
  const { t } = useTranslation();
  const { sentence } = useItems();
  const { operators: approvers } = useApprovers('void', handover.operator);
  const [reason, setReason] = useState<(typeof reasons)[number] | null>(null);
  const [approval, setApproval] = useState<Approval>({ operator: approvers[0]?.id ?? '', secret: '' });
  const call = useCall<Handover>();
  useOccupied(true);
  const ready = reason !== null && approval.secret !== '' && !call.busy;

  async function reverse(): Promise<void> {
    if (reason === null || !ready) return;
    const done = await call.run(() => client.supervisor.reverse({ seq: handover.seq, reason, approval }));
    setApproval({ ...approval, secret: '' });
    if (done) onClose(true);
  }
  return (
    <Dialog
      wide
      title={t('reverse.title')}
      lead={t('reverse.lead')}
      onClose={() => onClose(false)}
      onSubmit={() => void reverse()}
      actions={
        <>
          <Button shortcut="Escape" onPress={() => onClose(false)}>
            {t('action.back')}
          </Button>
          <Button submit look="danger" disabled={!ready}>
            {t(call.busy ? 'action.working' : 'reverse.do')}
          </Button>
        </>
      }
    >
      <p>
        <b>
          <bdi dir="ltr">{handover.receipt}</bdi>
        </b>{' '}
        · <bdi>{handover.name}</bdi> · {sentence(handover.lines)}
        <NoteText note={handover.note} />
      </p>
      <Choice
        label={t('reverse.reason')}
        layout="grid"
        autoFocus
        value={reason}
        onChange={setReason}
        options={reasons.map((value) => ({ value, label: t(`reverse.option.${value}`) }))}
      />
      <ApproverFields kind="void" approval={approval} onChange={setApproval} actor={handover.operator} />
      <FailureBox failure={call.failure} />
    </Dialog>
  );
}
