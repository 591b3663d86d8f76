import { useState, type JSX } from 'react';
import type { DayReport } from '../../../shared/ipc/views.ts';
import type { Approval } from '../../desk/desk.types.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { ApproverFields, useApprovers } from '../serve/approver-fields.tsx';
import { AccountTable } from './account-table.tsx';

type DifferencesProps = Readonly<{
  counted: Readonly<{ report: DayReport; coSignNeeded: boolean }>;
  onClosed: (report: DayReport) => void;
  onBack: () => void;
}>;

/** What the count says against the ledger, and the signature it may need. */
export function Differences({ counted, onClosed, onBack }: DifferencesProps): JSX.Element {
  const { client } = useStation();
  const { t } = useWords();
  const { operators: approvers, sole } = useApprovers('day_close');
  const [approval, setApproval] = useState<Approval>({ operator: approvers[0]?.id ?? '', secret: '' });
  const call = useCall<DayReport>();
  const coSign =
    counted.coSignNeeded ||
    call.failure?.code === 'needs-approval' ||
    (call.failure?.code.startsWith('appro') ?? false);
  const exact = counted.report.accounts.every((one) => (one.difference ?? 0) === 0);

  async function close(): Promise<void> {
    const report = await call.run(() => client.day.close(coSign && approval.secret !== '' ? { approval } : {}));
    setApproval({ ...approval, secret: '' });
    if (report) onClosed(report);
  }
  return (
    <Page
      title={t('day.differencesTitle')}
      actions={
        <Button shortcut="Escape" onPress={onBack}>
          {t('action.back')}
        </Button>
      }
    >
      <div className="report">
        <AccountTable accounts={counted.report.accounts} />
      </div>
      {exact && <NoticeBox tone="good">{t('day.noDifferences')}</NoticeBox>}
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void close();
        }}
      >
        {coSign && (
          <>
            <NoticeBox tone="care">{t(sole ? 'day.aboveLimit' : 'day.coSign')}</NoticeBox>
            <ApproverFields kind="day_close" approval={approval} onChange={setApproval} autoFocus={false} />
          </>
        )}
        <FailureBox failure={call.failure?.code === 'needs-approval' ? null : call.failure} />
        <div className="row">
          <Button submit look="primary" big disabled={call.busy || (coSign && approval.secret === '')}>
            {t(call.busy ? 'action.working' : 'day.close')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
