import type { JSX } from 'react';
import type { DayReport } from '../../../shared/ipc/views.ts';
import { useItems } from '../../hooks/use-items.ts';
import { useWords } from '../../words/use-words.ts';
import { AccountTable } from './account-table.tsx';
import { VoucherTable } from './voucher-table.tsx';

function Tally({ report }: Readonly<{ report: DayReport }>): JSX.Element {
  const { t, format } = useWords();
  const { tally } = report;
  const figures = [
    ['served', tally.served],
    ['part', tally.part],
    ['notServed', tally.notServed],
    ['reversals', tally.reversed],
    ['notPresented', tally.notPresented],
  ] as const;
  return (
    <div className="tally">
      {figures.map(([name, value]) => (
        <div key={name}>
          <b>{format.number(value)}</b>
          {t(`day.${name}`)}
        </div>
      ))}
    </div>
  );
}

function ByOperator({ report }: Readonly<{ report: DayReport }>): JSX.Element | null {
  const { t, format } = useWords();
  const { sentence } = useItems();
  if (report.byOperator.length === 0) return null;
  return (
    <section className="panel">
      <h2>{t('day.byOperator')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('day.operator')}</th>
            {(['served', 'part', 'notServed', 'reversals'] as const).map((column) => (
              <th key={column} scope="col" className="number">
                {t(`day.${column}`)}
              </th>
            ))}
            <th scope="col">{t('day.amounts')}</th>
          </tr>
        </thead>
        <tbody>
          {report.byOperator.map((one) => (
            <tr key={one.operator}>
              <th scope="row">
                <bdi>{one.name}</bdi> <bdi dir="ltr">{one.operator}</bdi>
              </th>
              <td className="number">{format.number(one.served)}</td>
              <td className="number">{format.number(one.part)}</td>
              <td className="number">{format.number(one.notServed)}</td>
              <td className="number">{format.number(one.reversed)}</td>
              <td>{sentence(one.amounts.map(([account, quantity]) => ({ account, quantity })))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** X or Z: the day in figures, and where the ledger stood. */
export function Report({ report }: Readonly<{ report: DayReport }>): JSX.Element {
  const { t, moment } = useWords();
  return (
    <div className="report stack">
      <p>
        {t('day.openedBy', { when: moment(report.openedAtMs), operator: report.openedBy })}
        {report.closedAtMs !== null && report.closedBy !== null && (
          <> · {t('day.closedBy', { when: moment(report.closedAtMs), operator: report.closedBy })}</>
        )}
        {report.sole && <> · {t('day.closedAlone')}</>}
        {report.coSignedBy !== null && <> · {t('day.coSignedBy', { operator: report.coSignedBy })}</>}
      </p>
      <section className="panel">
        <Tally report={report} />
      </section>
      <AccountTable accounts={report.accounts} />
      {report.vouchers !== undefined && <VoucherTable vouchers={report.vouchers} />}
      <ByOperator report={report} />
      <p className="ledger-line">
        {t('day.ledger')} · {t('day.entries', { count: report.entries })} ·{' '}
        <bdi dir="ltr">{t('day.checkChars', { check: report.check })}</bdi> ·{' '}
        <bdi dir="ltr">{t('day.head', { head: report.head })}</bdi>
      </p>
    </div>
  );
}
