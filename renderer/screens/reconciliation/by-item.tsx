import type { JSX } from 'react';
import type { Status } from '../../../shared/domain/reconcile/model.ts';
import type { AccountStanding, Reconciliation } from '../../../shared/ipc/reconciliation-contract.ts';
import { Scroll } from '../../parts/scroll.tsx';
import { useWords } from '../../words/use-words.ts';
import { useAccounts } from './use-accounts.ts';

type Figure = Exclude<keyof AccountStanding, 'account'>;
type Row = Readonly<{ figure: Figure; count?: Status }>;

/** Together they are what is due. */
const PARTS: readonly Row[] = [
  { figure: 'whole', count: 'served' },
  { figure: 'part', count: 'part' },
  { figure: 'left' },
  { figure: 'notServed', count: 'not-served' },
  { figure: 'notPresented', count: 'not-presented' },
  { figure: 'reversed', count: 'reversed' },
  { figure: 'conflict', count: 'conflict' },
];
const BESIDES: readonly Row[] = [{ figure: 'twice' }, { figure: 'unexplained', count: 'unexplained' }];

/** How many entitlements stand where, and what of each item and currency. */
export function ByItem({ read }: Readonly<{ read: Reconciliation }>): JSX.Element {
  const { t, format } = useWords();
  const { head, write } = useAccounts();
  const { accounts, statuses } = read;
  const due = Object.entries(statuses).reduce((sum, [name, count]) => sum + (name === 'unexplained' ? 0 : count), 0);
  const line = ({ figure, count }: Row): JSX.Element => (
    <tr key={figure}>
      <th scope="row">{t(`reconciliation.figure.${figure}`)}</th>
      <td className="number">{count === undefined ? '' : format.number(statuses[count])}</td>
      {accounts.map((one) => (
        <td key={one.account} className="number">
          <bdi dir="ltr">{write(one.account, one[figure])}</bdi>
        </td>
      ))}
    </tr>
  );
  return (
    <>
      <section className="panel">
        <Scroll label={t('reconciliation.byItem')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('reconciliation.standing')}</th>
                <th scope="col" className="number">
                  {t('reconciliation.entitlements')}
                </th>
                {accounts.map(({ account }) => (
                  <th key={account} scope="col" className="number">
                    {head(account)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {PARTS.map(line)}
              <tr className="sum">
                <th scope="row">{t('reconciliation.figure.due')}</th>
                <td className="number">{format.number(due)}</td>
                {accounts.map((one) => (
                  <td key={one.account} className="number">
                    <bdi dir="ltr">{write(one.account, one.due)}</bdi>
                  </td>
                ))}
              </tr>
            </tbody>
            <tbody>{BESIDES.map(line)}</tbody>
          </table>
        </Scroll>
      </section>
      <p className="hint">{t('reconciliation.thisDesk')}</p>
    </>
  );
}
