import type { JSX } from 'react';
import type { TablePage } from '../../office/answers.ts';
import { StockAnswer } from '../../office/answers.ts';
import { useAnswer, useWholeTable } from '../api/use-answer.ts';
import { Downloads } from '../parts/downloads.tsx';
import { Notice } from '../parts/notice.tsx';
import { Scroll } from '../parts/scroll.tsx';
import { DUE_STATUSES, dueOf, StatusBar } from '../parts/status-bar.tsx';
import { addressOf } from '../place.ts';
import { HoursPlot } from '../plots/hours-plot.tsx';
import { StockPlot } from '../plots/stock-plot.tsx';
import { useWords } from '../words/words.ts';
import type { ViewProps } from './site-view.tsx';

export function SummaryView({ site }: ViewProps): JSX.Element {
  const totals = useWholeTable(`${site.scope}/totals`);
  const hours = useWholeTable(`${site.scope}/hours`);
  const stock = useAnswer(`${site.scope}/stock-series`, StockAnswer);
  const failure = totals.failure ?? hours.failure ?? stock.failure;
  return (
    <div className="summary">
      {failure !== undefined && <Notice failure={failure} />}
      <Statuses site={site} />
      {hours.value !== undefined && <HoursPlot scope={site.scope} rows={hours.value} />}
      {totals.value !== undefined && <Totals scope={site.scope} rows={totals.value} />}
      {stock.value?.series.map((one) => (
        <StockPlot key={one.account} scope={site.scope} series={one} />
      ))}
    </div>
  );
}

function Statuses({ site }: Pick<ViewProps, 'site'>): JSX.Element {
  const { t, format } = useWords();
  const due = dueOf(site.statuses);
  return (
    <section className="card statuses" aria-labelledby="statuses">
      <h2 id="statuses">{t('summary.statuses')}</h2>
      <StatusBar statuses={site.statuses} />
      <ul>
        {[...DUE_STATUSES, 'unexplained' as const].map((status) => (
          <li key={status}>
            <a href={addressOf(site.scope, 'entitlements', { status })}>
              <i className={`swatch status ${status}`} aria-hidden="true" />
              <b data-status={status}>{format.number(site.statuses[status])}</b> {t(`status.${status}`)}
            </a>
          </li>
        ))}
        <li className="sum">
          <b>{format.number(due)}</b> {t('summary.due')}
        </li>
      </ul>
    </section>
  );
}

const FIGURES = ['due', 'served', 'remaining', 'handed', 'reversed', 'twice', 'unexplained'] as const;

function Totals({ scope, rows }: Readonly<{ scope: number; rows: TablePage['rows'] }>): JSX.Element {
  const { t, quantity, accountName } = useWords();
  const accounts = [...new Set(rows.map((row) => String(row['account'])))].toSorted();
  const sum = (account: string, figure: string): number =>
    rows.filter((row) => row['account'] === account).reduce((total, row) => total + Number(row[figure]), 0);
  return (
    <div className="card wide">
      <h2>{t('summary.totals')}</h2>
      <Scroll label={t('summary.totals')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('column.account')}</th>
              {FIGURES.map((figure) => (
                <th key={figure} scope="col" className="number">
                  {t(`column.${figure}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {accounts.map((account) => (
              <tr key={account}>
                <th scope="row">
                  <bdi>{accountName(account)}</bdi>
                </th>
                {FIGURES.map((figure) => (
                  <td key={figure} className="number" data-total={`${account} ${figure}`}>
                    <bdi>{quantity(account, sum(account, figure))}</bdi>
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      <p className="note">{t('summary.totalsNote')}</p>
      <Downloads scope={scope} table="totals" filters={{}} />
    </div>
  );
}
