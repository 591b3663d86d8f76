import { currencyOf } from '../../../shared/domain/account.ts';
import { useItems } from '../../hooks/use-items.ts';
import { useWords } from '../../words/use-words.ts';

export type Accounts = Readonly<{
  /** The item's name, or "Cash (SDG)". */
  head(account: string): string;
  /** A quantity without its unit: what it is of stands in the heading. */
  write(account: string, quantity: number): string;
}>;

/** Accounts as tables of figures name them. */
export function useAccounts(): Accounts {
  const { format } = useWords();
  const { describe } = useItems();
  return {
    head(account) {
      const { name, currency } = describe(account);
      return currency === undefined ? name : `${name} (${currency})`;
    },
    write(account, quantity) {
      const currency = currencyOf(account);
      return currency === undefined ? format.number(quantity) : format.money(quantity, currency);
    },
  };
}
