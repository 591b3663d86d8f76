import type { VerdictView } from '../../desk/desk.types.ts';
import { useWords } from '../../words/use-words.ts';

/** Why a verdict is what it is, each reason a short line with its place or day. */
export function useReasons(verdict: VerdictView): string[] {
  const { t, format } = useWords();
  const values = {
    from: verdict.validFromMs === null ? '?' : format.date(verdict.validFromMs),
    until: verdict.validUntilMs === null ? '?' : format.date(verdict.validUntilMs),
    site: verdict.site ?? t('elsewhere.unknownSite'),
    provider: verdict.site ?? t('elsewhere.unknownProvider'),
    desk: verdict.desk ?? '?',
  };
  return verdict.reasons.map((reason) => t(`reason.${reason}`, values));
}
