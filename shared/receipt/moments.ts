import type { Language } from '../ipc/views.ts';
import { localeOf } from '../words/money.ts';

/** A moment as it stands on paper: day, month in letters, year, and the time of 24 hours, in the station's own time zone. */
export function momentOnPaper(atMs: number, language: Language, timeZone?: string): string {
  return new Intl.DateTimeFormat(localeOf(language), {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  }).format(atMs);
}

/** A name in the reader's language, else in English, else in whatever language there is. */
export function nameIn(names: Readonly<Record<string, string>>, language: Language, otherwise: string): string {
  return names[language] ?? names['en'] ?? Object.values(names)[0] ?? otherwise;
}
