import type { JSX } from 'react';
import type { Serving } from '../../desk/desk.types.ts';
import { holderStep } from '../../desk/holder.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useWords } from '../../words/use-words.ts';
import { ApprovalDialog } from '../serve/approval-dialog.tsx';
import { HolderDialog } from './holder-dialog.tsx';

/** What may have to come between a press and the act: the holder's answers, a supervisor's approval or testimony. */
export function ActDialogs({ serving }: Readonly<{ serving: Serving }>): JSX.Element | null {
  const { desk, send } = useDesk();
  const { t } = useWords();
  const { act, dialog } = desk;
  const { voucher } = serving.verdict;
  if (act === null) return null;
  if (dialog === 'holder' && voucher !== null) return <HolderDialog serving={serving} voucher={voucher} />;
  if (dialog !== 'approval') return null;
  const witness = holderStep(voucher) === 'witness';
  return (
    <ApprovalDialog
      kind={act === 'give' ? 'handover' : act}
      {...(witness && { title: t('witness.title'), lead: t('witness.lead') })}
      busy={desk.sending !== null}
      failure={serving.failure}
      onClose={() => send({ kind: 'dialog', dialog: null })}
      onApprove={(approval) => send({ kind: act, approval })}
    />
  );
}
