import { useEffect, useState, type JSX } from 'react';
import { RECONCILIATION_FORMATS, type ReconciliationFormat } from '../../../shared/ipc/reconciliation-contract.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { useWords } from '../../words/use-words.ts';

/** One row for each line of each entitlement, for a spreadsheet or a program. `onBusy`: nothing else may be done meanwhile. */
export function SaveFile({ onBusy }: Readonly<{ onBusy: (is: boolean) => void }>): JSX.Element {
  const { client, vault } = useStation();
  const { t, format } = useWords();
  const [ids, setIds] = useState(false);
  const [rows, setRows] = useState<number>();
  const { run, busy, failure } = useCall<{ saved: boolean; rows: number }>();
  const { job } = vault;
  useEffect(() => onBusy(busy), [busy, onBusy]);

  async function save(kind: ReconciliationFormat): Promise<void> {
    setRows(undefined);
    const saved = await run(() => client.reconciliation.save({ format: kind, ids }));
    setRows(saved?.saved === true ? saved.rows : undefined);
  }

  return (
    <section className="panel stack" aria-label={t('reconciliation.save')}>
      <p>{t('reconciliation.fileHolds')}</p>
      <Choice
        label={t('reconciliation.names')}
        value={ids ? 'ids' : 'pseudonyms'}
        onChange={(value) => setIds(value === 'ids')}
        options={[
          {
            value: 'pseudonyms',
            label: t('reconciliation.pseudonyms'),
            detail: t('reconciliation.pseudonymsHint'),
            disabled: busy,
          },
          { value: 'ids', label: t('reconciliation.ids'), detail: t('reconciliation.idsHint'), disabled: busy },
        ]}
      />
      <div className="row">
        {RECONCILIATION_FORMATS.map((kind) => (
          <Button key={kind} disabled={busy} onPress={() => void save(kind)}>
            {t(`reconciliation.format.${kind}`)}
          </Button>
        ))}
        {job?.kind === 'reconcile' && (
          <>
            <Button onPress={() => void client.reconciliation.cancel()}>{t('job.stop')}</Button>
            <span role="status">
              {t(`job.step.${job.step}`)} · {format.number(job.done)} / {format.number(job.total)}
            </span>
          </>
        )}
      </div>
      <FailureBox failure={failure} />
      {rows !== undefined && <NoticeBox tone="good">{t('reconciliation.saved', { count: rows })}</NoticeBox>}
    </section>
  );
}
