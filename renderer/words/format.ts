import { formatAmountMinor, localeOf } from '../../shared/words/money.ts';
import type { Language } from '../../shared/ipc/views.ts';

export type LanguageCode = Language;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

export type Format = Readonly<{
  number(value: number): string;
  /** `minor` in the currency's minor unit; the ISO code stands behind, decimals only where there are any. */
  money(minor: number, currency: string): string;
  date(ms: number): string;
  time(ms: number): string;
  /** A length of time in its largest fitting unit: minutes, hours (up to 48), days. */
  age(ms: number): string;
  /** `m:ss` of a countdown. */
  countdown(ms: number): string;
  /** Whether two moments fall on one day here, or one on the day before the other. */
  dayOf(ms: number, nowMs: number): 'today' | 'yesterday' | 'other';
  /** One after the other, with the language's comma. */
  list(parts: readonly string[]): string;
  /** `2026-11-24` or a bare year, as a person's date of birth is known. */
  birth(date: string): string;
}>;

const cache = new Map<LanguageCode, Format>();

/** How numbers, money and times are written in a language. Time zone: the computer's. */
export function formatFor(language: LanguageCode): Format {
  const known = cache.get(language) ?? makeFormat(language);
  cache.set(language, known);
  return known;
}

function makeFormat(language: LanguageCode): Format {
  const locale = localeOf(language);
  const comma = language === 'ar' ? '، ' : ', ';
  const plain = new Intl.NumberFormat(locale);
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const unit = (value: number, name: 'minute' | 'hour' | 'day'): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: name === 'day' ? 'long' : 'short' }).format(
      value,
    );
  return {
    number: (value) => plain.format(value),
    money: (minor, currency) => formatAmountMinor(minor, currency, language),
    date: (ms) => day.format(ms),
    time: (ms) => clock.format(ms),
    age(ms) {
      if (ms < HOUR_MS) return unit(Math.max(0, Math.floor(ms / MINUTE_MS)), 'minute');
      return ms < 2 * DAY_MS ? unit(Math.floor(ms / HOUR_MS), 'hour') : unit(Math.floor(ms / DAY_MS), 'day');
    },
    countdown(ms) {
      const seconds = Math.max(0, Math.ceil(ms / 1000));
      return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    },
    dayOf(ms, nowMs) {
      const midnight = (moment: number): number => new Date(moment).setHours(0, 0, 0, 0);
      if (midnight(ms) === midnight(nowMs)) return 'today';
      return midnight(midnight(nowMs) - 1) === midnight(ms) ? 'yesterday' : 'other';
    },
    list: (parts) => parts.join(comma),
    birth: (date) => (date.length === 4 ? date : day.format(new Date(`${date}T12:00:00`))),
  };
}
