import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { currencyOf } from '../../../../shared/domain/account.ts';
import { localeOf } from '../../../../shared/words/money.ts';
import { formatFor, type LanguageCode } from '../../../../renderer/words/format.ts';
import { isolate } from '../../../../renderer/words/isolate.ts';
import { notServed as notServedAr } from '../../../../resources/locales/ar.json';
import { notServed as notServedEn } from '../../../../resources/locales/en.json';
import { notServed as notServedFr } from '../../../../resources/locales/fr.json';
import ar from './ar.json';
import en from './en.json';
import fr from './fr.json';

/** What the office reads, and the reasons that clerks choose from, in the clerks' own words. */
const resources = {
  en: { translation: { ...en, reason: notServedEn.option } },
  fr: { translation: { ...fr, reason: notServedFr.option } },
  ar: { translation: { ...ar, reason: notServedAr.option } },
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: (typeof resources)['en'];
  }
}

export const LANGUAGES: readonly LanguageCode[] = ['en', 'fr', 'ar'];
const KEPT = 'language';

const codeOf = (text: string | null): LanguageCode | undefined => LANGUAGES.find((code) => text?.startsWith(code));

/** Starts in the language chosen last here, else in the first that the browser asks for. */
export function startWords(wanted: readonly string[]): void {
  void i18next.use(initReactI18next).init({
    lng: codeOf(localStorage.getItem(KEPT)) ?? wanted.map(codeOf).find((code) => code !== undefined) ?? 'en',
    fallbackLng: 'en',
    initAsync: false,
    resources,
    interpolation: { escapeValue: true, escape: (value) => isolate(value, codeOf(i18next.language) ?? 'en') },
  });
  const turn = (language: string): void => {
    document.documentElement.lang = language;
    document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  };
  i18next.on('languageChanged', (language) => {
    turn(language);
    localStorage.setItem(KEPT, language);
  });
  turn(i18next.language);
}

export function useWords() {
  const { t, i18n } = useTranslation();
  const language = codeOf(i18n.language) ?? 'en';
  const format = formatFor(language);
  const hour = new Intl.DateTimeFormat(localeOf(language), {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return {
    t,
    language,
    format,
    isRightToLeft: language === 'ar',
    choose: (code: LanguageCode): void => void i18n.changeLanguage(code),
    moment: (ms: number): string => hour.format(ms),
    /** A quantity of an account: goods as a count, cash as money. */
    quantity: (account: string, value: number): string => {
      const currency = currencyOf(account);
      return currency === undefined ? format.number(value) : format.money(value, currency);
    },
    accountName: (account: string): string => currencyOf(account) ?? account,
  };
}
export type Words = ReturnType<typeof useWords>;
