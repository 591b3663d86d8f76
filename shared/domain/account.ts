/**
 * Goods and money are counted in accounts. An account's code is the item code (`SORGHUM-25KG`) or, for cash,
 * `cash:` and the ISO 4217 code (`cash:SDG`); its quantity is an integer: units of the item, or minor units of the currency.
 */
export type AccountCode = string;

const CASH = 'cash:';

export function cashAccount(currency: string): AccountCode {
  return `${CASH}${currency}`;
}

/** The currency of a cash account, or undefined for an item. */
export function currencyOf(account: AccountCode): string | undefined {
  return account.startsWith(CASH) ? account.slice(CASH.length) : undefined;
}
