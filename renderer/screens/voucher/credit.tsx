import type { JSX } from 'react';
import type { Voucher } from '../../desk/desk.types.ts';
import { VerdictIcon } from '../../icons/verdict-icon.tsx';
import { useWords } from '../../words/use-words.ts';

/** What a voucher has left, in large, and what became of the rest. */
export function Credit({ voucher }: Readonly<{ voucher: Voucher }>): JSX.Element {
  const { t, format } = useWords();
  const { credit } = voucher;
  return (
    <>
      {credit !== null && (
        <div className="credit">
          <span>{t('voucher.remaining')}</span>
          <b>
            <bdi dir="ltr">{format.money(credit.remainingMinor, credit.currency)}</bdi>
          </b>
          <span>
            {t('voucher.ofDue')} <bdi dir="ltr">{format.money(credit.dueMinor, credit.currency)}</bdi>
            {credit.usedMinor > 0 && (
              <>
                {' · '}
                {t('voucher.used')} <bdi dir="ltr">{format.money(credit.usedMinor, credit.currency)}</bdi>
              </>
            )}
          </span>
        </div>
      )}
      <p>
        <span className={`tag ${voucher.partial ? 'plain' : 'care'}`}>
          {t(voucher.partial ? 'voucher.partial' : 'voucher.single')}
        </span>
      </p>
    </>
  );
}

/** An open hold with its age; one that stands too long is marked by icon and word. */
export function HoldState({ hold }: Readonly<{ hold: NonNullable<Voucher['hold']> }>): JSX.Element {
  const { t, moment, format } = useWords();
  return (
    <p className="care-note hold-state">
      <b>{t('voucher.heldSince', { when: moment(hold.atMs) })}</b> <HoldAge ageMs={hold.ageMs} overdue={hold.overdue} />
      <br />
      <bdi dir="ltr">{hold.receipt}</bdi> · <bdi dir="ltr">{format.money(hold.amountMinor, hold.currency)}</bdi>
    </p>
  );
}

export function HoldAge({ ageMs, overdue }: Readonly<{ ageMs: number; overdue: boolean }>): JSX.Element {
  const { t, format } = useWords();
  if (!overdue) return <span className="nowrap">{format.age(ageMs)}</span>;
  return (
    <span className="tag bad overdue">
      <VerdictIcon icon="clock" /> {t('holds.overdue')} · {format.age(ageMs)}
    </span>
  );
}

/** The last capture of this voucher at this desk, how many before it, and that nothing is known of other desks. */
export function UsedBefore({ captures }: Readonly<{ captures: Voucher['captures'] }>): JSX.Element {
  const { t, moment, format } = useWords();
  const [last, ...others] = captures;
  return (
    <div className="others">
      {last !== undefined && (
        <>
          <b>{t('voucher.earlier')}</b>{' '}
          {others.length > 0 && <span className="nowrap">({t('voucher.more', { count: others.length })})</span>}
          <div>
            {moment(last.atMs)} · <bdi dir="ltr">{last.receipt}</bdi> ·{' '}
            <bdi dir="ltr">{format.money(last.amountMinor, last.currency)}</bdi>
            {last.releasedBy !== null && <> · {t('captures.takenBack')}</>}
          </div>
        </>
      )}
      <p>{t('voucher.thisDeskOnly')}</p>
    </div>
  );
}
