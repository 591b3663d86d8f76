import type { JSX } from 'react';
import { amountInWords } from '../../../shared/words/amount.ts';
import { ItemIcon } from '../../icons/item-icon.tsx';
import { useItems } from '../../hooks/use-items.ts';
import { useWords } from '../../words/use-words.ts';

/** More rows than this stand closer, in two columns, so that all of them are in sight. */
const MANY = 3;
export const listLook = (rows: number): string => (rows > MANY ? 'due-list many' : 'due-list');

/** One thing and how much of it, as a row of a list. */
export function AccountRow({
  account,
  quantity,
  details = [],
}: Readonly<{ account: string; quantity: number; details?: readonly string[] }>): JSX.Element {
  const { language } = useWords();
  const { describe, amount } = useItems();
  const { name, icon, currency } = describe(account);
  const inWords = currency !== undefined && quantity > 0 ? [amountInWords(quantity, currency, language)] : [];
  return (
    <li className={`${currency === undefined ? 'goods' : 'money'}${quantity === 0 ? ' nothing' : ''}`}>
      <span className="tile">
        <ItemIcon icon={icon} />
      </span>
      <span>{name}</span>
      <b>
        <bdi dir="ltr">{amount(account, quantity)}</bdi>
      </b>
      {[...inWords, ...details].map((detail) => (
        <small key={detail}>{detail}</small>
      ))}
    </li>
  );
}
