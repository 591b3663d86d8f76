import type { JSX } from 'react';
import type { Reconciliation } from '../../../shared/ipc/reconciliation-contract.ts';
import { useWords } from '../../words/use-words.ts';
import { useAccounts } from './use-accounts.ts';

const COLUMNS = ['handed', 'reversed', 'served', 'twice', 'unexplained'] as const;

/** What the hand-overs of each day came to, and how often people were sent away for which reason. */
export function ByDay({ read }: Readonly<{ read: Reconciliation }>): JSX.Element {
  const { t, format } = useWords();
  const { head, write } = useAccounts();
  return (
    <>
      <section className="panel">
        <h2>{t('reconciliation.handedByDay')}</h2>
        {read.days.length === 0 ? (
          <p>{t('reconciliation.nothingHanded')}</p>
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">{t('reconciliation.day')}</th>
                <th scope="col">{t('day.account')}</th>
                {COLUMNS.map((column) => (
                  <th key={column} scope="col" className="number">
                    {t(`reconciliation.moved.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {read.days.map((one) => (
                <tr key={`${one.day} ${one.account}`}>
                  <th scope="row">
                    <bdi dir="ltr">{one.day}</bdi>
                  </th>
                  <td>{head(one.account)}</td>
                  {COLUMNS.map((column) => (
                    <td key={column} className="number">
                      <bdi dir="ltr">{write(one.account, one[column])}</bdi>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section className="panel">
        <h2>{t('reconciliation.turnedAway')}</h2>
        {read.turnedAway.length === 0 ? (
          <p>{t('reconciliation.nobodyTurnedAway')}</p>
        ) : (
          <table>
            <thead>
              <tr>
                <th scope="col">{t('reconciliation.day')}</th>
                <th scope="col">{t('notServed.reason')}</th>
                <th scope="col" className="number">
                  {t('reconciliation.times')}
                </th>
              </tr>
            </thead>
            <tbody>
              {read.turnedAway.map(({ day, reason, count }) => (
                <tr key={`${day} ${reason}`}>
                  <th scope="row">
                    <bdi dir="ltr">{day}</bdi>
                  </th>
                  <td>{t(`notServed.option.${reason}`)}</td>
                  <td className="number">{format.number(count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
    </>
  );
}
