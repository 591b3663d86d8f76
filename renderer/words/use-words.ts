import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { formatFor, type Format, type LanguageCode } from './format.ts';

export type Words = Readonly<{
  t: TFunction;
  language: LanguageCode;
  format: Format;
  /** A past moment as people say it. */ moment(ms: number): string;
}>;

/** Everything a screen needs to speak: sentences, numbers, times. */
export function useWords(): Words {
  const { t, i18n } = useTranslation();
  const language: LanguageCode = i18n.language === 'fr' || i18n.language === 'ar' ? i18n.language : 'en';
  const format = formatFor(language);
  return {
    t,
    language,
    format,
    moment(ms) {
      const time = format.time(ms);
      const day = format.dayOf(ms, Date.now());
      return day === 'other' ? t('when.on', { date: format.date(ms), time }) : t(`when.${day}`, { time });
    },
  };
}
