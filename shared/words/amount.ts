import { toCardinal as english } from 'n2words/en-GB';
import { toCardinal as french } from 'n2words/fr-FR';
import { minorDigits } from '../domain/currency.ts';
import type { Language } from '../ipc/views.ts';
import { arabicCardinal, arabicPlural } from './arabic.ts';
import { localeOf } from './money.ts';

/** Currencies whose French name is feminine, by its first word. */
const FEMININE_IN_FRENCH = /^(?:livre|roupie|couronne|lire|gourde|hryvnia)s?(?:\s|$)/u;
const AND: Readonly<Record<Language, string>> = { en: ' and ', fr: ' et ', ar: ' و' };

/**
 * An amount in words as on a cheque: "Twelve thousand five hundred Sudanese pounds and 50/100". The fraction of the currency is
 * left in figures, which no two languages' grammars disagree about. Names and their plurals come from `Intl`.
 */
export function amountInWords(amountMinor: number, currency: string, language: Language): string {
  if (!Number.isSafeInteger(amountMinor) || amountMinor < 0) {
    throw new RangeError('Only amounts of zero and above are written in words');
  }
  const unit = 10n ** BigInt(minorDigits(currency));
  const whole = BigInt(amountMinor) / unit;
  const fraction = BigInt(amountMinor) % unit;
  const words = wholeInWords[language](whole, currencyName(whole, currency, language));
  const tail =
    fraction === 0n ? '' : `${AND[language]}${String(fraction).padStart(String(unit).length - 1, '0')}/${unit}`;
  return `${words.charAt(0).toLocaleUpperCase(language)}${words.slice(1)}${tail}`;
}

const wholeInWords: Readonly<Record<Language, (whole: bigint, name: string) => string>> = {
  en: (whole, name) => `${english(whole)} ${name}`,
  fr(whole, name) {
    const words = french(whole);
    const number = FEMININE_IN_FRENCH.test(name) && words.endsWith('un') ? `${words}e` : words;
    return `${number} ${isRoundMillion(whole) ? frenchOf(name) : ''}${name}`;
  },
  ar(whole, name) {
    const noun = name.split(' ')[0] ?? '';
    const isFeminine = noun.endsWith('ة');
    if (whole === 1n) return `${name} ${isFeminine ? 'واحدة' : 'واحد'}`;
    // The dual of a noun says "two" by itself.
    if (whole === 2n && noun.endsWith('ان')) return name;
    const tail = whole % 100n;
    const counted = tail >= 3n && tail <= 10n ? arabicPlural(name) : name;
    return `${arabicCardinal(whole, isFeminine ? 'feminine' : 'masculine')} ${counted}`;
  },
};

function isRoundMillion(whole: bigint): boolean {
  return whole > 0n && whole % 1_000_000n === 0n;
}

function frenchOf(name: string): string {
  return /^[aeiouyhàâéèêîôû]/iu.test(name) ? 'd’' : 'de ';
}

/** The currency's name in the grammatical number that `whole` asks for; the ISO 4217 code where it has no name. */
function currencyName(whole: bigint, currency: string, language: Language): string {
  const options = { style: 'currency', currency, currencyDisplay: 'name', maximumFractionDigits: 0 } as const;
  const parts = new Intl.NumberFormat(localeOf(language), options).formatToParts(whole);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}
