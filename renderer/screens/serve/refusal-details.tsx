import type { JSX } from 'react';
import type { Handover, VerdictView, Voucher } from '../../desk/desk.types.ts';
import { useItems } from '../../hooks/use-items.ts';
import { useStation } from '../../hooks/use-station.tsx';
import { NoteText } from '../../parts/note-text.tsx';
import { useWords } from '../../words/use-words.ts';
import { VoucherFacts } from '../voucher/voucher-facts.tsx';
import { useReasons } from './use-reasons.ts';

const WAYS = {
  recorded: 'handoverState.saved',
  sent: 'handoverState.sent',
  acknowledged: 'handoverState.acknowledged',
} as const;

function Before({ handover }: Readonly<{ handover: Handover }>): JSX.Element {
  const { vault } = useStation();
  const { t, moment } = useWords();
  const { sentence } = useItems();
  return (
    <>
      <strong>
        {moment(handover.atMs)} · <bdi dir="ltr">{handover.desk}</bdi>
      </strong>
      <p>
        {t('serve.byOperator', { operator: handover.operator })} · {t('serve.receiptNumber')}{' '}
        <bdi dir="ltr">{handover.receipt}</bdi> · {t('serve.check')} <bdi dir="ltr">{handover.check}</bdi>
      </p>
      <p>{sentence(handover.lines)}</p>
      {/* The person stands before this screen: what was written about them is for whoever decides. */}
      {vault.operator?.role === 'supervisor' && <NoteText note={handover.note} />}
      <p className="hint">
        {t(WAYS[handover.way.state])}
        {handover.stands !== undefined && <> · {t(handover.stands ? 'way.stands' : 'way.falls')}</>}
      </p>
    </>
  );
}

function CapturedBefore({ capture }: Readonly<{ capture: Voucher['captures'][number] }>): JSX.Element {
  const { t, moment, format } = useWords();
  return (
    <>
      <strong>{moment(capture.atMs)}</strong>
      <p>
        {t('serve.byOperator', { operator: capture.operator })} · {t('captured.slip')}{' '}
        <bdi dir="ltr">{capture.receipt}</bdi> · {t('serve.check')} <bdi dir="ltr">{capture.check}</bdi>
      </p>
      <p>
        <bdi dir="ltr">{format.money(capture.amountMinor, capture.currency)}</bdi>
      </p>
    </>
  );
}

function Elsewhere({ verdict }: Readonly<{ verdict: VerdictView }>): JSX.Element | null {
  const { t, format } = useWords();
  const wrongSite = verdict.reasons.includes('other-site');
  const wrongProvider = verdict.reasons.includes('voucher-other-provider');
  const rows = [
    ...(wrongSite ? [[t('elsewhere.site'), verdict.site ?? t('elsewhere.unknownSite')]] : []),
    ...(wrongProvider ? [[t('elsewhere.site'), verdict.site ?? t('elsewhere.unknownProvider')]] : []),
    ...(verdict.reasons.includes('other-desk') && verdict.desk !== null ? [[t('elsewhere.desk'), verdict.desk]] : []),
    ...(verdict.validFromMs === null ? [] : [[t('elsewhere.from'), format.date(verdict.validFromMs)]]),
    ...(verdict.validUntilMs === null ? [] : [[t('elsewhere.until'), format.date(verdict.validUntilMs)]]),
  ];
  if (rows.length === 0) return null;
  return (
    <dl className="facts">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <strong>
              <bdi>{value}</bdi>
            </strong>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Which voucher it was, where one was scanned. */
function Whose({ verdict }: Readonly<{ verdict: VerdictView }>): JSX.Element | null {
  if (verdict.voucher === null) return null;
  return (
    <dl className="whose">
      <VoucherFacts voucher={verdict.voucher} />
    </dl>
  );
}

/** The facts behind a refusal: when and where it was served, where and when it can be, or simply why. */
export function RefusalDetails({ verdict }: Readonly<{ verdict: VerdictView }>): JSX.Element {
  const { t } = useWords();
  const reasons = useReasons(verdict);
  const standing = verdict.earlier.filter((one) => one.reversedBy === null);
  const captures = verdict.voucher?.captures.filter((one) => one.releasedBy === null) ?? [];
  if (verdict.code === 'already-served' && standing.length === 0 && captures.length > 0) {
    return (
      <section className="panel" aria-label={t('serve.whenWhere')}>
        <h2>{t('serve.whenWhere')}</h2>
        {captures.slice(0, 2).map((one) => (
          <CapturedBefore key={one.seq} capture={one} />
        ))}
        <Whose verdict={verdict} />
        <p className="hint">{t('voucher.thisDeskOnly')}</p>
      </section>
    );
  }
  if (verdict.code === 'already-served' && standing.length > 0) {
    return (
      <section className="panel" aria-label={t('serve.whenWhere')}>
        <h2>{t('serve.whenWhere')}</h2>
        {standing.slice(0, 2).map((one) => (
          <Before key={one.seq} handover={one} />
        ))}
      </section>
    );
  }
  return (
    <section className="panel" aria-label={t('serve.why')}>
      <h2>{t('serve.why')}</h2>
      <Elsewhere verdict={verdict} />
      <Whose verdict={verdict} />
      {reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
    </section>
  );
}
