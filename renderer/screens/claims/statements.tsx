import { useCallback, useState, type JSX } from 'react';
import type { StatementView } from '../../../shared/ipc/claims-contract.ts';
import { useFresh } from '../../hooks/use-fresh.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { Scroll } from '../../parts/scroll.tsx';
import type { StationClient } from '../../station.ts';
import { useWords } from '../../words/use-words.ts';
import { StatusTag } from './status-tag.tsx';

/** The statements made, newest first, with what the office said last. */
type StatementsProps = Readonly<{ onShow: (seq: number) => void; onLoading: () => void }>;

export function Statements({ onShow, onLoading }: StatementsProps): JSX.Element {
  const { client } = useStation();
  const { t } = useWords();
  const [before, setBefore] = useState<number>();
  const ask = useCallback((asked: StationClient) => asked.claims.statements({ before }), [before]);
  const { value, failure } = useFresh(ask);
  const load = useCall<{ chosen: boolean; number: string }>();
  const [loaded, setLoaded] = useState<string | null>(null);
  const statements = value?.statements ?? [];
  const last = statements.at(-1);
  return (
    <>
      <FailureBox failure={failure ?? load.failure} />
      {loaded !== null && <NoticeBox tone="good">{t('claims.loaded', { number: loaded })}</NoticeBox>}
      {value !== undefined && statements.length === 0 ? (
        <p>{t('claims.empty')}</p>
      ) : (
        <section className="panel">
          <Scroll label={t('claims.statements')}>
            <table className="claim-table">
              <thead>
                <tr>
                  {(['statement', 'payer', 'count', 'amount', 'status', 'actions'] as const).map((column) => (
                    <th key={column} scope="col" className={column === 'amount' ? 'number' : ''}>
                      {t(`claims.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {statements.map((statement) => (
                  <Row key={statement.seq} statement={statement} onShow={() => onShow(statement.seq)} />
                ))}
              </tbody>
            </table>
          </Scroll>
        </section>
      )}
      <div className="row">
        {value?.more === true && last !== undefined && (
          <Button onPress={() => setBefore(last.seq)}>{t('claims.older')}</Button>
        )}
        <Button
          disabled={load.busy}
          onPress={() => {
            onLoading();
            void load
              .run(() => client.claims.loadAnswer())
              .then((answer) => setLoaded(answer?.chosen === true ? answer.number : null));
          }}
        >
          {t('claims.loadAnswer')}
        </Button>
      </div>
    </>
  );
}

function Row({ statement, onShow }: Readonly<{ statement: StatementView; onShow: () => void }>): JSX.Element {
  const { t, format, moment } = useWords();
  return (
    <tr>
      <th scope="row" className="nowrap">
        <bdi dir="ltr">{statement.number}</bdi> <bdi dir="ltr">{statement.check}</bdi>
        <small>{moment(statement.atMs)}</small>
      </th>
      <td>
        <bdi>{statement.issuer}</bdi>
      </td>
      <td>{t('claims.vouchers', { count: statement.captures })}</td>
      <td className="number">
        <bdi dir="ltr">{format.money(statement.amountMinor, statement.currency)}</bdi>
      </td>
      <td>
        <StatusTag statement={statement} />
      </td>
      <td>
        <Button onPress={onShow}>{t('claims.show')}</Button>
      </td>
    </tr>
  );
}
