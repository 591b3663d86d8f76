import { currencyOf } from '../../shared/domain/account.ts';
import { isolate } from '../words/isolate.ts';
import { useWords } from '../words/use-words.ts';
import { useStation } from './use-station.tsx';

export type AccountText = Readonly<{
  name: string;
  icon: string;
  currency: string | undefined;
  unit: string | undefined;
}>;
type Line = Readonly<{ account: string; quantity: number }>;
export type Items = Readonly<{
  describe(account: string): AccountText;
  /** `× 2`, or `45,000 SDG`. */
  amount(account: string, quantity: number): string;
  /** `Sorghum 25 kg × 2, 45,000 SDG`. */
  sentence(lines: readonly Line[]): string;
}>;

/** Names and pictures of what is handed over, in the language of the screen. */
export function useItems(): Items {
  const { vault } = useStation();
  const { t, language, format } = useWords();
  const items = vault.cycle?.items ?? [];
  function describe(account: string): AccountText {
    const currency = currencyOf(account);
    if (currency !== undefined) return { name: t('serve.cash'), icon: 'cash', currency, unit: undefined };
    const item = items.find((one) => one.item === account);
    const name = item?.name[language] ?? item?.name['en'] ?? Object.values(item?.name ?? {})[0] ?? account;
    return { name, icon: item?.icon ?? 'box', currency: undefined, unit: item?.unit };
  }
  function amount(account: string, quantity: number): string {
    const currency = currencyOf(account);
    return currency === undefined ? `×\u00a0${format.number(quantity)}` : format.money(quantity, currency);
  }
  function phrase({ account, quantity }: Line): string {
    const figure = isolate(amount(account, quantity), language);
    return currencyOf(account) === undefined ? `${describe(account).name}\u00a0${figure}` : figure;
  }
  const sentence = (lines: readonly Line[]): string => format.list(lines.map(phrase));
  return { describe, amount, sentence };
}
