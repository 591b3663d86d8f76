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

/** Keeps a value in its own direction within Arabic text (U+2068, U+2069); elsewhere it is left as it is. */
export function isolate(text: string, language: Language): string {
  return language === 'ar' ? `\u2068${text}\u2069` : text;
}

/**
 * Puts values in the place of their names; a name without a value stays as it is. Given a language,
 * each value keeps its own direction.
 */
export function fill(text: string, values: Values, language: Language = 'en'): string {
  return text.replaceAll(/\{([A-Za-z]+)\}/g, (name, key: string) => {
    return isolate(String(values[key] ?? name), language);
  });
}

/** Values that are quantities of the finding's account. */
const QUANTITIES = ['difference', 'whole', 'total'] as const;

export function findingSentence({ code, values }: Pick<Finding, 'code' | 'values'>, language: Language): string {
  const { account } = values;
  const shown =
    typeof account !== 'string'
      ? {}
      : Object.fromEntries([
          ['account', accountName(account, language)],
          ...QUANTITIES.flatMap((name) => {
            const quantity = values[name];
            return typeof quantity === 'number' ? [[name, quantityText(account, quantity, language)] as const] : [];
          }),
        ]);
  return fill(WORDS[language].findings[code], { ...values, ...shown }, language);
}

export function statementSentence({ code, values }: Statement, language: Language): string {
  return fill(WORDS[language].statements[code], values, language);
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
