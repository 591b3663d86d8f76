import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval, Failure } from '../../desk/desk.types.ts';
import { useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { ApproverFields, useApprovers, type ApprovedKind } from './approver-fields.tsx';

type ApprovalDialogProps = Readonly<{
  kind: ApprovedKind;
  title?: string;
  lead?: string;
  busy: boolean;
  failure: Failure | null;
  onClose: () => void;
  onApprove: (approval: Approval) => void;
}>;

/** A second person's own secret, typed at this desk. It goes to the vault and is kept nowhere here. */
export function ApprovalDialog({
  kind,
  title,
  lead,
  busy,
  failure,
  onClose,
  onApprove,
}: ApprovalDialogProps): JSX.Element {
  const { t } = useTranslation();
  const { vault } = useStation();
  const { operators: approvers } = useApprovers(kind);
  const [approval, setApproval] = useState<Approval>({ operator: approvers[0]?.id ?? '', secret: '' });
  const ready = !busy && approval.operator !== '' && approval.secret !== '';
  return (
    <Dialog
      title={title ?? t('approval.title')}
      lead={lead ?? t('approval.lead')}
      onClose={onClose}
      onSubmit={() => {
        if (!ready) return;
        onApprove(approval);
        setApproval({ ...approval, secret: '' });
      }}
      actions={
        <>
          <Button shortcut="Escape" onPress={onClose}>
            {t('action.back')}
          </Button>
          <Button submit look="primary" shortcut="Enter" disabled={!ready}>
            {t(busy ? 'action.working' : 'approval.approve')}
          </Button>
        </>
      }
    >
      <ApproverFields key={vault.operator?.id} kind={kind} approval={approval} onChange={setApproval} />
      <FailureBox failure={failure?.code === 'needs-approval' ? null : failure} />
    </Dialog>
  );
}
