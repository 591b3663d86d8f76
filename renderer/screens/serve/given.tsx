import type { JSX } from 'react';
import type { Outcome } from '../../desk/desk.types.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useHandover } from '../../hooks/use-handover.ts';
import { useKeys } from '../../hooks/use-keys.ts';
import { VerdictIcon } from '../../icons/verdict-icon.tsx';
import { Button } from '../../parts/button.tsx';
import { useHeadingFocus } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { PrintTag } from '../receipts/print-tag.tsx';
import { AccountRow, listLook } from './account-row.tsx';

/** Saved and signed: what now goes over the table, and under which number. Goes away by itself, or with the next scan. */
export function Given({ outcome }: Readonly<{ outcome: Extract<Outcome, { kind: 'given' }> }>): JSX.Element {
  const { send } = useDesk();
  const { t } = useWords();
  const heading = useHeadingFocus();
  const handover = useHandover(outcome.handover);
  const next = (): void => send({ kind: 'done' });
  useKeys({ Enter: next, F9: next });
  return (
    <main className="given">
      <div className="done-mark" role="alert">
        <VerdictIcon icon="tick" />
        <h1 ref={heading} tabIndex={-1}>
          {t(handover.part ? 'given.titlePart' : 'given.title')}
        </h1>
      </div>
      <p className="receipt">
        {t('given.receipt')}{' '}
        <b>
          <bdi dir="ltr">{handover.receipt}</bdi>
        </b>{' '}
        · {t('serve.check')}{' '}
        <b>
          <bdi dir="ltr">{handover.check}</bdi>
        </b>
      </p>
      <section className="panel" aria-label={t('given.handOver')}>
        <h2>{t('given.handOver')}</h2>
        <ul className={listLook(handover.lines.length)}>
          {handover.lines.map((line) => (
            <AccountRow key={line.account} account={line.account} quantity={line.quantity} />
          ))}
        </ul>
      </section>
      <p className="paper">
        {t('given.saved')} <PrintTag print={handover.print} />
      </p>
      <Button look="primary" big shortcut="Enter" onPress={next}>
        {t('given.next')}
      </Button>
    </main>
  );
}
