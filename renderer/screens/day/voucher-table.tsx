import type { JSX } from 'react';
import { currencyOf } from '../../../shared/domain/account.ts';
import type { VoucherTotals } from '../../../shared/ipc/views.ts';
import { useWords } from '../../words/use-words.ts';

/** Services on vouchers of the day, and what is still set aside: nothing of it left stock or cash box. */
export function VoucherTable({ vouchers }: Readonly<{ vouchers: readonly VoucherTotals[] }>): JSX.Element {
  const { t, format } = useWords();
  const sum = (account: string, count: number, minor: number): JSX.Element => (
    <td className="number">
      {format.number(count)} · <bdi dir="ltr">{format.money(minor, currencyOf(account) ?? account)}</bdi>
    </td>
  );
  return (
    <section className="panel">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('day.vouchers')}</th>
            {(['captured', 'takenBack', 'held'] as const).map((column) => (
              <th key={column} scope="col" className="number">
                {t(`day.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {vouchers.map((one) => (
            <tr key={one.account}>
              <th scope="row">
                <bdi dir="ltr">{currencyOf(one.account)}</bdi>
              </th>
              {sum(one.account, one.captures, one.captured)}
              {sum(one.account, one.takenBackCaptures, one.takenBack)}
              {sum(one.account, one.holds, one.held)}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
