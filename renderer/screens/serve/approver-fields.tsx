import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { approversOf } from '../../../shared/domain/approvers.ts';
import type { Approval } from '../../desk/desk.types.ts';
import { useStation } from '../../hooks/use-station.tsx';
import { Choice } from '../../parts/choice.tsx';
import { NoticeBox } from '../../parts/failure-box.tsx';
import { SecretField } from '../../parts/field.tsx';

type Operator = ReturnType<typeof useStation>['vault']['operators'][number];

export type ApprovedKind = Parameters<typeof approversOf>[0];

/** Whoever may approve such an act: the same rule that the vault applies. */
export function useApprovers(
  kind: ApprovedKind,
  actor?: string,
): Readonly<{ operators: readonly Operator[]; sole: boolean }> {
  const { vault } = useStation();
  const supervisors = vault.operators.filter((one) => one.role === 'supervisor');
  const { ids, sole } = approversOf(
    kind,
    supervisors.map(({ id }) => id),
    [vault.operator?.id, actor],
    vault.cycle?.soleSupervisor === true,
  );
  return { operators: supervisors.filter(({ id }) => ids.includes(id)), sole };
}

type ApproverFieldsProps = Readonly<{
  kind: ApprovedKind;
  approval: Approval;
  onChange: (approval: Approval) => void;
  /** Whose act is approved, where it is not that of the one signed in. */
  actor?: string;
  /** False where something else on the screen has to be read first. */
  autoFocus?: boolean;
}>;

/** Who approves, and that person's secret. */
export function ApproverFields({
  kind,
  approval,
  onChange,
  actor,
  autoFocus = true,
}: ApproverFieldsProps): JSX.Element {
  const { t } = useTranslation();
  const { operators: approvers, sole } = useApprovers(kind, actor);
  if (approvers.length === 0) return <NoticeBox tone="care">{t('approval.nobody')}</NoticeBox>;
  const chosen = approvers.find((one) => one.id === approval.operator);
  return (
    <>
      {sole && <NoticeBox tone="care">{t('approval.sole')}</NoticeBox>}
      <Choice
        label={t('approval.approver')}
        layout={approvers.length > 1 ? 'grid' : 'list'}
        value={approval.operator}
        onChange={(operator) => onChange({ operator, secret: '' })}
        options={approvers.map((one) => ({ value: one.id, label: <bdi>{one.id}</bdi> }))}
      />
      <SecretField
        label={t(sole ? 'approval.ownSecret' : 'approval.secret')}
        pin={chosen?.secretKind === 'pin'}
        value={approval.secret}
        onChange={(secret) => onChange({ ...approval, secret })}
        autoFocus={autoFocus}
      />
    </>
  );
}
