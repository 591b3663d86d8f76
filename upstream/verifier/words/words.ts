import { currencyOf } from '../../../shared/domain/account.ts';
import { formatQuantity } from '../../../shared/words/money.ts';
import type { Finding, Values } from '../core/catalogue.ts';
import type { Statement } from '../core/statements.ts';
import { ARABIC } from './ar.ts';
import { ENGLISH } from './en.ts';
import { FRENCH } from './fr.ts';
import type { Words } from './words.types.ts';

export const LANGUAGES = ['en', 'fr', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

export const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, fr: FRENCH, ar: ARABIC };

/**
 * Puts values in the place of their names; a name without a value stays as it is. `isolated` keeps each value in its own
 * direction (U+2068, U+2069).
 */
export function fill(text: string, values: Values, isolated = false): string {
  return text.replaceAll(/\{([A-Za-z]+)\}/g, (name, key: string) => {
    const value = String(values[key] ?? name);
    return isolated ? `\u2068${value}\u2069` : value;
  });
}

export function findingSentence({ code, values }: Pick<Finding, 'code' | 'values'>, language: Language): string {
  const { account, difference } = values;
  const shown =
    typeof account !== 'string'
      ? {}
      : {
          account: accountName(account, language),
          ...(typeof difference === 'number' ? { difference: quantityText(account, difference, language) } : {}),
        };
  return fill(WORDS[language].findings[code], { ...values, ...shown }, language === 'ar');
}

export function statementSentence({ code, values }: Statement, language: Language): string {
  return fill(WORDS[language].statements[code], values, language === 'ar');
}

/** The item's code, or "Cash (SDG)": names of items are not in the ledger. */
export function accountName(account: string, language: Language): string {
  const currency = currencyOf(account);
  return currency === undefined ? account : `${WORDS[language].report.cash} (${currency})`;
}

/** The quantity of an account, which an entry may have named in any way at all. */
export function quantityText(account: string, quantity: number, language: Language): string {
  const currency = currencyOf(account);
  const isReadable = Number.isSafeInteger(quantity) && (currency === undefined || /^[A-Z]{3}$/.test(currency));
  return isReadable ? formatQuantity(account, quantity, language) : String(quantity);
}
