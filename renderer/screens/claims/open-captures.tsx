import { useState, type JSX } from 'react';
import type { ClaimCaptureView, StatementView } from '../../../shared/ipc/claims-contract.ts';
import { useFresh } from '../../hooks/use-fresh.ts';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import type { StationClient } from '../../station.ts';
import { useWords } from '../../words/use-words.ts';
import { CaptureRow } from './capture-row.tsx';
import { DocumentsDialog } from './documents-dialog.tsx';
import { MakeDialog } from './make-dialog.tsx';
import { payersOf, sumOf } from './payers.ts';

const ask = (client: StationClient) => client.claims.open();

/** Captures that wait to be claimed, payer by payer: ticked, given their documents, made into a statement. */
export function OpenCaptures({ onMade }: Readonly<{ onMade: (statement: StatementView) => void }>): JSX.Element {
  const { t, format } = useWords();
  const { value, failure } = useFresh(ask);
  const [payer, setPayer] = useState<string | null>(null);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [asked, setAsked] = useState<Readonly<{ kind: 'make' } | { kind: 'documents'; seq: number }> | null>(null);
  if (value === undefined) return <FailureBox failure={failure} />;
  const payers = payersOf(value.captures);
  const current = payers.find(({ key }) => key === payer) ?? payers[0];
  if (current === undefined) return <p>{t('claims.nothingOpen')}</p>;
  const { captures, currency } = current;
  const chosen = captures.filter(({ seq }) => !left.has(seq));
  const documented = captures.find((one) => asked?.kind === 'documents' && one.seq === asked.seq);
  const tick = (capture: ClaimCaptureView, on: boolean): void => {
    const next = new Set(left);
    if (on) next.delete(capture.seq);
    else next.add(capture.seq);
    setLeft(next);
  };
  const vouchers = t('claims.vouchers', { count: chosen.length });
  return (
    <>
      {payers.length > 1 && (
        <Choice
          label={t('claims.payer')}
          layout="grid"
          value={current.key}
          onChange={setPayer}
          options={payers.map((one) => ({
            value: one.key,
            label: <bdi>{t('claims.payerOption', { issuer: one.issuer, currency: one.currency })}</bdi>,
            detail: t('claims.payerSum', {
              vouchers: t('claims.vouchers', { count: one.captures.length }),
              amount: format.money(sumOf(one.captures), one.currency),
            }),
          }))}
        />
      )}
      <section className="panel">
        <Scroll label={t('claims.open')}>
          <table className="claim-table">
            <thead>
              <tr>
                {(['choose', 'slip', 'person', 'services', 'amount', 'documents'] as const).map((column) => (
                  <th key={column} scope="col" className={column === 'amount' ? 'number' : ''}>
                    {t(`claims.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {captures.map((capture) => (
                <CaptureRow
                  key={capture.seq}
                  capture={capture}
                  ticked={!left.has(capture.seq)}
                  onTick={(on) => tick(capture, on)}
                  onDocuments={() => setAsked({ kind: 'documents', seq: capture.seq })}
                />
              ))}
            </tbody>
          </table>
        </Scroll>
        {value.more && <p className="hint">{t('claims.moreOpen')}</p>}
      </section>
      <div className="claim-bar">
        <Button onPress={() => setLeft(chosen.length === 0 ? new Set() : new Set(captures.map(({ seq }) => seq)))}>
          {t(chosen.length === 0 ? 'claims.all' : 'claims.none')}
        </Button>
        <p role="status">
          <b>{t('claims.chosen', { vouchers, amount: format.money(sumOf(chosen), currency) })}</b>
        </p>
        <Button look="primary" disabled={chosen.length === 0} onPress={() => setAsked({ kind: 'make' })}>
          {t('claims.make')}
        </Button>
      </div>
      {asked?.kind === 'make' && <MakeDialog captures={chosen} onClose={() => setAsked(null)} onMade={onMade} />}
      {documented !== undefined && <DocumentsDialog capture={documented} onClose={() => setAsked(null)} />}
    </>
  );
}
