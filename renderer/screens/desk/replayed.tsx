import type { JSX } from 'react';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { useKeys } from '../../hooks/use-keys.ts';
import { useWords } from '../../words/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { Page } from '../../parts/page.tsx';

/** Hand-overs a sudden stop left in the journal only: the operator learns which, before anybody is served again. */
export function Replayed(): JSX.Element {
  const { client, vault } = useStation();
  const { t, moment } = useWords();
  const call = useCall<void>();
  const accept = (): void => void call.run(() => client.session.acknowledgeReplayed());
  useKeys({ Enter: accept });
  return (
    <Page title={t('replayed.title')} lead={t('replayed.lead', { count: vault.replayed.length })} narrow center>
      <table className="panel">
        <thead>
          <tr>
            <th scope="col">{t('receipts.number')}</th>
            <th scope="col">{t('receipts.when')}</th>
          </tr>
        </thead>
        <tbody>
          {vault.replayed.map((one) => (
            <tr key={one.seq}>
              <td>
                <bdi dir="ltr">{one.receipt}</bdi>
              </td>
              <td>{moment(one.atMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <FailureBox failure={call.failure} />
      <div className="row">
        <Button look="primary" big shortcut="Enter" disabled={call.busy} onPress={accept}>
          {t('replayed.accept')}
        </Button>
      </div>
    </Page>
  );
}
