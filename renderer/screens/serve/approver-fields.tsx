import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval } from '../../desk/desk.types.ts';
import { useStation } from '../../hooks/use-station.tsx';
import { Choice } from '../../parts/choice.tsx';
import { NoticeBox } from '../../parts/failure-box.tsx';
import { SecretField } from '../../parts/field.tsx';

type Operator = ReturnType<typeof useStation>['vault']['operators'][number];

/** Supervisors other than the one signed in and the one whose act it is: nobody approves their own. */
export function useApprovers(actor?: string): readonly Operator[] {
  const { vault } = useStation();
  return vault.operators.filter(
    (one) => one.role === 'supervisor' && one.id !== vault.operator?.id && one.id !== actor,
  );
}

type ApproverFieldsProps = Readonly<{
  approval: Approval;
  onChange: (approval: Approval) => void;
  /** Whose act is approved, where it is not that of the one signed in. */ actor?: string;
  /** False where something else on the screen has to be read first. */ autoFocus?: boolean;
}>;

/** Who approves, and that person's secret. */
export function ApproverFields({ approval, onChange, actor, autoFocus = true }: ApproverFieldsProps): JSX.Element {
  const { t } = useTranslation();
  const approvers = useApprovers(actor);
  if (approvers.length === 0) return <NoticeBox tone="care">{t('approval.nobody')}</NoticeBox>;
  const chosen = approvers.find((one) => one.id === approval.operator);
  return (
    <>
      <Choice
        label={t('approval.approver')}
        layout={approvers.length > 1 ? 'grid' : 'list'}
        value={approval.operator}
        onChange={(operator) => onChange({ operator, secret: '' })}
        options={approvers.map((one) => ({ value: one.id, label: <bdi>{one.id}</bdi> }))}
      />
      <SecretField
        label={t('approval.secret')}
        pin={chosen?.secretKind === 'pin'}
        value={approval.secret}
        onChange={(secret) => onChange({ ...approval, secret })}
        autoFocus={autoFocus}
      />
    </>
  );
}
