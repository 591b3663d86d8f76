import type { JSX } from 'react';
import type { VerdictView } from '../../desk/desk.types.ts';
import { VerdictIcon } from '../../icons/verdict-icon.tsx';
import { useHeadingFocus } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { useReasons } from './use-reasons.ts';
import { verdictTone, verdictWords } from '../../words/verdicts.ts';

/** The loudest thing on the screen: colour, icon and words of one verdict, and in small why. Also read out at once. */
export function VerdictBanner({ verdict }: Readonly<{ verdict: VerdictView }>): JSX.Element {
  const { t } = useWords();
  const heading = useHeadingFocus();
  const { tone, icon, number } = verdictTone(verdict.code);
  const reasons = useReasons(verdict);
  return (
    <div className={`verdict tone-${tone}`} role="alert">
      <VerdictIcon icon={icon} />
      <h1 ref={heading} tabIndex={-1}>
        {t(`${verdictWords(verdict)}.title`)}
      </h1>
      <p>
        <span>{reasons.join(' · ')}</span>
        <span className="v-number">
          <bdi dir="ltr">{number}</bdi>
        </span>
      </p>
    </div>
  );
}
