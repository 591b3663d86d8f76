import type { JSX, ReactNode } from 'react';
import type { Voucher } from '../../desk/desk.types.ts';
import { useWords } from '../../words/use-words.ts';

/** Code and issuer of a voucher, for a list of facts. */
export function VoucherFacts({ voucher }: Readonly<{ voucher: Voucher }>): JSX.Element {
  const { t } = useWords();
  return (
    <>
      {voucher.code !== null && (
        <>
          <dt>{t('voucher.code')}</dt>
          <dd>
            <bdi dir="ltr">{voucher.code}</bdi>
          </dd>
        </>
      )}
      <dt>{t('voucher.issuer')}</dt>
      <dd>
        <bdi>{voucher.issuer}</bdi>
      </dd>
    </>
  );
}

/** Whose voucher it is, as it says itself: nobody of the roll, so there is no face to compare. */
export function VoucherHolder({
  voucher,
  note,
  children,
}: Readonly<{ voucher: Voucher; note: string; children?: ReactNode }>): JSX.Element {
  const { t } = useWords();
  return (
    <section className="who" aria-label={t('voucher.holder')}>
      <p className="name">
        <bdi>{voucher.name ?? t('voucher.nameless')}</bdi>
      </p>
      <p className="care-note">{t('voucher.notOnRoll')}</p>
      {note !== '' && (
        <p className="care-note">
          <b>{t('note.title')}</b> · <bdi>{note}</bdi>
        </p>
      )}
      <dl className="facts">
        <VoucherFacts voucher={voucher} />
      </dl>
      {children}
    </section>
  );
}
