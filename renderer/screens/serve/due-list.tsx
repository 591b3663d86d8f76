import type { JSX } from 'react';
import { lineKey, quantityNow } from '../../desk/draft.ts';
import type { Draft, VerdictView } from '../../desk/desk.types.ts';
import { AccountRow, listLook } from './account-row.tsx';
import { useItems } from '../../hooks/use-items.ts';
import { useWords } from '../../words/use-words.ts';

/** What is due: a picture, a name, a quantity; cash also in words. In a part, what is given now of what is due. */
export function DueList({ due, draft }: Readonly<{ due: VerdictView['due']; draft: Draft }>): JSX.Element {
  const { t } = useWords();
  const { amount } = useItems();
  const open = due.filter((line) => line.remaining > 0);
  if (open.length === 0) return <p>{t('serve.everythingBefore')}</p>;
  return (
    <ul className={listLook(open.length)}>
      {open.map((line) => {
        const now = quantityNow(line, draft);
        const details = [
          ...(now < line.remaining ? [t('serve.ofDue', { due: amount(line.account, line.remaining) })] : []),
          ...(line.given > 0 ? [t('serve.alreadyGiven', { given: amount(line.account, line.given) })] : []),
        ];
        return <AccountRow key={lineKey(line)} account={line.account} quantity={now} details={details} />;
      })}
    </ul>
  );
}
