import type { JSX } from 'react';
import type { Handover } from '../../desk/desk.types.ts';
import { useItems } from '../../hooks/use-items.ts';
import { useWords } from '../../words/use-words.ts';

/** What was given before in this cycle, newest first; nothing where nothing was. */
export function EarlierLines({ earlier }: Readonly<{ earlier: readonly Handover[] }>): JSX.Element | null {
  const { t, moment } = useWords();
  const { sentence } = useItems();
  if (earlier.length === 0) return null;
  return (
    <div className="others">
      <b>{t('serve.earlier')}</b>
      {earlier.slice(0, 3).map((one) => (
        <div key={one.seq}>
          {moment(one.atMs)} · <bdi dir="ltr">{one.receipt}</bdi> · {sentence(one.lines)}
          {one.reversedBy !== null && <> · {t('serve.reversedMark')}</>}
          {one.stands !== undefined && <> · {t(one.stands ? 'way.stands' : 'way.falls')}</>}
        </div>
      ))}
    </div>
  );
}
