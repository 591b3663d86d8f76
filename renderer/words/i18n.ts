import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import ar from '../../resources/locales/ar.json';
import en from '../../resources/locales/en.json';
import fr from '../../resources/locales/fr.json';
import type { LanguageCode } from './format.ts';
import { isolate } from './isolate.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
  }
}

/** Loads all languages: they are in the bundle, so that switching never waits. */
export function startWords(language: LanguageCode): i18n {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    supportedLngs: ['en', 'fr', 'ar'],
    initAsync: false,
    resources: { en: { translation: en }, fr: { translation: fr }, ar: { translation: ar } },
    // React escapes HTML; i18next's escaping step is free for directions.
    interpolation: { escapeValue: true, escape: (value) => isolate(value, i18next.language === 'ar' ? 'ar' : 'en') },
  });
  return i18next;
}
