import type { JSX } from 'react';
import type { DayReport } from '../../../shared/ipc/views.ts';
import { currencyOf } from '../../../shared/domain/account.ts';
import { useItems } from '../../hooks/use-items.ts';
import { useWords } from '../../words/use-words.ts';

type Account = DayReport['accounts'][number];
const columns = ['opening', 'received', 'handed', 'reversed', 'expected'] as const;
const heads = {
  opening: 'opening',
  received: 'received_',
  handed: 'handed',
  reversed: 'reversed',
  expected: 'expected',
} as const;

/** Opening + received − handed over + reversed = expected, beside what was counted. */
export function AccountTable({ accounts }: Readonly<{ accounts: readonly Account[] }>): JSX.Element {
  const { t, format } = useWords();
  const { describe } = useItems();
  const counted = accounts.some((one) => one.counted !== null);
  const write = (account: string, value: number): string => {
    const currency = currencyOf(account);
    return currency === undefined ? format.number(value) : format.money(value, currency);
  };
  return (
    <section className="panel">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('day.account')}</th>
            {columns.map((column) => (
              <th key={column} scope="col" className="number">
                {t(`day.${heads[column]}`)}
              </th>
            ))}
            {counted && (
              <>
                <th scope="col" className="number">
                  {t('day.counted')}
                </th>
                <th scope="col" className="number">
                  {t('day.difference')}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {accounts.map((one) => (
            <tr key={one.account}>
              <th scope="row">{describe(one.account).name}</th>
              {columns.map((column) => (
                <td key={column} className="number">
                  <bdi dir="ltr">{write(one.account, one[column])}</bdi>
                </td>
              ))}
              {counted && (
                <>
                  <td className="number">
                    <bdi dir="ltr">{one.counted === null ? '–' : write(one.account, one.counted)}</bdi>
                  </td>
                  <td className={`number${one.difference === 0 || one.difference === null ? '' : ' difference'}`}>
                    <bdi dir="ltr">
                      {one.difference === null
                        ? '–'
                        : signed(write(one.account, Math.abs(one.difference)), one.difference)}
                    </bdi>
                  </td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function signed(text: string, difference: number): string {
  if (difference === 0) return text;
  return difference < 0 ? `−${text}` : `+${text}`;
}
